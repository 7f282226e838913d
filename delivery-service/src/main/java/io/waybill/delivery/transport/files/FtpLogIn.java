package io.waybill.delivery.transport.files;

import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.destination.Transport.Tls;
import io.waybill.delivery.request.http.Trust;
import io.waybill.delivery.transport.ReadyFile.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * Logs in by FTP, protected or not. Data goes to the address that was judged, whatever the server
 * says of its own.
 */
final class FtpLogIn {

    static final String UNTRUSTED = "The server could not prove who it is";
    static final String NO_DIRECTORY = "The server does not know the directory";

    private final Server.ByFtp server;
    private final InetAddress address;
    private final Trust trust;
    private final Duration patience;

    FtpLogIn(Server.ByFtp server, InetAddress address, Trust trust, Duration patience) {
        this.server = server;
        this.address = address;
        this.trust = trust;
        this.patience = patience;
    }

    FtpServer open(OpenedCredential credential, Duration limit) throws Unreachable {
        if (!(credential instanceof OpenedCredential.Basic basic)) {
            throw new Unreachable(SshServer.WRONG_KIND, null);
        }
        FTPClient client = client();
        try {
            client.setConnectTimeout(millis(patience));
            client.setDefaultTimeout(millis(patience));
            client.setDataTimeout(limit);
            client.setRemoteVerificationEnabled(true);
            client.setUseEPSVwithIPv4(true);
            client.setPassiveNatWorkaroundStrategy(_ -> address.getHostAddress());
            client.connect(address, server.port());
            client.setSoTimeout(millis(limit));
            enter(client, basic);
            return new FtpServer(client);
        } catch (SSLException untrusted) {
            FtpServer.leave(client);
            throw new Unreachable(UNTRUSTED, untrusted);
        } catch (Unreachable refused) {
            FtpServer.leave(client);
            throw refused;
        } catch (IOException gone) {
            FtpServer.leave(client);
            throw new Unreachable(SshServer.NO_CONNECTION, gone);
        }
    }

    private void enter(FTPClient client, OpenedCredential.Basic basic) throws IOException {
        if (!FTPReply.isPositiveCompletion(client.getReplyCode())
                || !client.login(basic.username(), basic.password())) {
            throw new Unreachable(SshServer.REFUSED, null);
        }
        if (client instanceof FTPSClient protectedClient) {
            protectedClient.execPBSZ(0);
            protectedClient.execPROT("P");
        }
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        if (!server.directory().isEmpty() && !client.changeWorkingDirectory(server.directory())) {
            throw new Unreachable(NO_DIRECTORY, null);
        }
    }

    private FTPClient client() throws Unreachable {
        if (server.tls() == Tls.NONE) {
            return new FTPClient();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.factory().getTrustManagers(), null);
            return new NamedClient(server.tls() == Tls.IMPLICIT, context, server.host());
        } catch (GeneralSecurityException unusable) {
            throw new Unreachable(UNTRUSTED, unusable);
        }
    }

    private static int millis(Duration duration) {
        return (int) Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Connects to an address and asks for the proof of the name that it was judged by. */
    private static final class NamedClient extends FTPSClient {

        private final String name;

        NamedClient(boolean implicit, SSLContext context, String name) {
            super(implicit, context);
            this.name = name;
            setEndpointCheckingEnabled(true);
        }

        @Override
        protected void _connectAction_() throws IOException {
            _hostname_ = name;
            super._connectAction_();
        }
    }
}

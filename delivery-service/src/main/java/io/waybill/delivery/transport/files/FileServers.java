package io.waybill.delivery.transport.files;

import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.http.Guard;
import io.waybill.delivery.request.http.Trust;
import io.waybill.delivery.transport.ReadyFile.Server;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** Logs in to servers of files, at addresses that were judged. */
@Singleton
public final class FileServers implements FileSender.Servers {

    private static final String UNKNOWN_HOST = "The name of the host is not known";

    private final Guard guard;
    private final Trust trust;
    private final Duration connectTimeout;

    @Inject
    FileServers(Guard guard, Trust trust, DeliveryConfig config) {
        this(guard, trust, config.connectTimeout());
    }

    FileServers(Guard guard, Trust trust, Duration connectTimeout) {
        this.guard = guard;
        this.trust = trust;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public FileServer open(Server server, OpenedCredential credential, Duration limit)
            throws Unreachable {
        Duration patience = connectTimeout.compareTo(limit) < 0 ? connectTimeout : limit;
        InetAddress address = address(server);
        return switch (server) {
            case Server.OverSsh ssh -> SshServer.open(ssh, address, credential, patience);
            case Server.ByFtp ftp ->
                    new FtpLogIn(ftp, address, trust, patience).open(credential, limit);
        };
    }

    private InetAddress address(Server server) throws Unreachable {
        try {
            return guard.judged(server.host(), server.port());
        } catch (BrokenRequest notAllowed) {
            throw new Unreachable(notAllowed.getMessage(), null);
        } catch (UnknownHostException unknown) {
            throw new Unreachable(UNKNOWN_HOST, unknown);
        }
    }
}

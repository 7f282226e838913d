package io.waybill.delivery.transport.files;

import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.transport.ReadyFile.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A server spoken to by SFTP. Its host key is the one that the destination names, or no other. */
final class SshServer implements FileServer {

    static final String WRONG_KEY = "The server's host key is not the one of the destination";
    static final String REFUSED = "The server refused the log-in";
    static final String NO_CONNECTION = "No connection could be made";
    private static final int HOST_KEY_NOT_VERIFIABLE = 9;

    static final String WRONG_KIND = "The credential is no user with a password or key";

    /** One for all sessions; it reads no configuration of whoever runs this process. */
    private static final SshClient CLIENT = client();

    private final ClientSession session;
    private final SftpClient files;
    private final String directory;

    private SshServer(ClientSession session, SftpClient files, String directory) {
        this.session = session;
        this.files = files;
        this.directory = directory;
    }

    private static SshClient client() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier(SshServer::isPinned);
        client.start();
        return client;
    }

    private static boolean isPinned(ClientSession session, SocketAddress address, PublicKey key) {
        AttributeRepository context = session.getConnectionContext();
        String pinned = context == null ? null : context.getAttribute(Pin.KEY);
        return pinned != null && pinned.equals(fingerprint(key));
    }

    /** As OpenSSH writes it: {@code SHA256:...}. */
    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    static SshServer open(
            Server.OverSsh server,
            InetAddress address,
            OpenedCredential credential,
            Duration patience)
            throws Unreachable {
        String user =
                switch (credential) {
                    case OpenedCredential.Basic basic -> basic.username();
                    case OpenedCredential.SshKey key -> key.username();
                    default -> throw new Unreachable(WRONG_KIND, null);
                };
        ClientSession session = connected(user, server, address, patience);
        try {
            identify(session, credential);
            session.auth().verify(patience);
            SftpClient files = SftpClientFactory.instance().createSftpClient(session);
            return new SshServer(session, files, server.directory());
        } catch (IOException | GeneralSecurityException refused) {
            session.close(true);
            boolean wrongKey =
                    refused instanceof SshException ssh
                            && ssh.getDisconnectCode() == HOST_KEY_NOT_VERIFIABLE;
            throw new Unreachable(wrongKey ? WRONG_KEY : REFUSED, refused);
        }
    }

    private static ClientSession connected(
            String user, Server.OverSsh server, InetAddress address, Duration patience)
            throws Unreachable {
        try {
            return CLIENT.connect(
                            user,
                            new InetSocketAddress(address, server.port()),
                            Pin.context(server.hostKey()))
                    .verify(patience)
                    .getSession();
        } catch (IOException unreachable) {
            throw new Unreachable(NO_CONNECTION, unreachable);
        }
    }

    private static void identify(ClientSession session, OpenedCredential credential)
            throws IOException, GeneralSecurityException {
        if (credential instanceof OpenedCredential.Basic basic) {
            session.addPasswordIdentity(basic.password());
        } else if (credential instanceof OpenedCredential.SshKey key) {
            FilePasswordProvider passphrase =
                    key.passphrase().map(FilePasswordProvider::of).orElse(null);
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            session,
                            () -> "credential",
                            new ByteArrayInputStream(
                                    key.privateKey().getBytes(StandardCharsets.UTF_8)),
                            passphrase);
            for (KeyPair pair : pairs) {
                session.addPublicKeyIdentity(pair);
            }
        }
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(files.stat(path(name)).getSize());
        } catch (SftpException failure) {
            if (failure.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        try (OutputStream out =
                files.write(
                        path(name),
                        SftpClient.OpenMode.Create,
                        SftpClient.OpenMode.Truncate,
                        SftpClient.OpenMode.Write)) {
            out.write(content);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(path(from), path(to));
    }

    private String path(String name) {
        if (directory.isEmpty()) {
            return name;
        }
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    @Override
    public void close() {
        // At once: what is still under way was given up.
        session.close(true);
    }
}

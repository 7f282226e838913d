package io.waybill.delivery.transport.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.Certificates;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.destination.Transport.Tls;
import io.waybill.delivery.request.http.Guard;
import io.waybill.delivery.request.http.Trust;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.delivery.transport.ReadyFile.LogIn;
import io.waybill.delivery.transport.ReadyFile.Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers: Apache MINA's of SSH, Apache's of FTP. */
@Timeout(120)
class FileSenderTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID PASSWORD = new UUID(0, 2);
    private static final UUID WRONG = new UUID(0, 3);
    private static final UUID KEY = new UUID(0, 4);

    @TempDir private Path folder;

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static SshServer ssh(Path folder, KeyPair host, KeyPair user) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPasswordAuthenticator((name, word, _) -> name.equals("u") && word.equals("p"));
        server.setPublickeyAuthenticator(
                (name, key, _) -> name.equals("k") && key.equals(user.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        return server;
    }

    @Test
    void a_file_is_put_by_sftp_once_however_often_it_is_sent() throws Exception {
        KeyPair host = keys();
        KeyPair user = keys();
        Files.createDirectory(folder.resolve("in"));
        try (SshServer server = ssh(folder, host, user)) {
            Server to = ssh(server, fingerprint(host));

            assertThat(send(to, PASSWORD, "a.csv", "1,2", user).outcome())
                    .isEqualTo(AttemptOutcome.SUCCESS);
            assertThat(send(to, KEY, "a.csv", "1,2", user).outcome())
                    .isEqualTo(AttemptOutcome.SUCCESS);
            AttemptResult other = send(to, PASSWORD, "a.csv", "1,2,3", user);

            assertThat(other.outcome()).isEqualTo(AttemptOutcome.FAILURE);
            assertThat(other.reason()).isEqualTo(FileSender.OCCUPIED);
            assertThat(folder.resolve("in/a.csv")).hasContent("1,2");
            assertThat(folder.resolve("in").toFile().list()).containsExactly("a.csv");
        }
    }

    @Test
    void a_server_of_another_key_gets_neither_password_nor_file() throws Exception {
        KeyPair user = keys();
        try (SshServer server = ssh(folder, keys(), user)) {
            AttemptResult result =
                    send(ssh(server, fingerprint(keys())), PASSWORD, "a.csv", "1", user);

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.ERROR);
            assertThat(result.reason())
                    .isEqualTo(io.waybill.delivery.transport.files.SshServer.WRONG_KEY);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void a_log_in_that_is_refused_says_so() throws Exception {
        KeyPair host = keys();
        KeyPair user = keys();
        try (SshServer server = ssh(folder, host, user)) {
            Server to = ssh(server, fingerprint(host));

            assertThat(send(to, WRONG, "a.csv", "1", user).reason())
                    .isEqualTo(io.waybill.delivery.transport.files.SshServer.REFUSED);
            assertThat(send(to, new UUID(0, 9), "a.csv", "1", user).reason())
                    .isEqualTo(FileSender.NO_LOG_IN);
        }
    }

    @Test
    void a_server_that_is_not_public_is_not_spoken_to() throws Exception {
        Server to = new Server.OverSsh("127.0.0.1", 22, "", "SHA256:x");

        AttemptResult result = send(to, PASSWORD, "a.csv", "1", keys(), Guard.of());

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ERROR);
        assertThat(result.reason()).isEqualTo(Guard.HOST_NOT_PUBLIC);
    }

    @Test
    void a_file_is_put_by_ftp_in_clear_and_protected() throws Exception {
        Certificates certificates = new Certificates(Files.createDirectory(folder.resolve("c")));
        Path store = certificates.server("ftp", "dns:localhost,ip:127.0.0.1", "-1d", 5);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createDirectory(home.resolve("in"));
        Trust trust = new Trust(Optional.of(certificates.authority()));
        ListenerFactory plain = listener(store, false);
        ListenerFactory implicit = listener(store, true);
        FtpServer server = ftp(home, plain, implicit);
        try {
            Server clear = new Server.ByFtp("localhost", plain.getPort(), "in", Tls.NONE);
            Server later = new Server.ByFtp("localhost", plain.getPort(), "in", Tls.EXPLICIT);
            Server first = new Server.ByFtp("localhost", implicit.getPort(), "/in", Tls.IMPLICIT);

            assertThat(send(clear, trust, "a.csv").outcome()).isEqualTo(AttemptOutcome.SUCCESS);
            assertThat(send(clear, trust, "a.csv").outcome()).isEqualTo(AttemptOutcome.SUCCESS);
            assertThat(send(later, trust, "b.csv").reason()).isNull();
            assertThat(send(first, trust, "c.csv").reason()).isNull();
            assertThat(send(later, new Trust(Optional.empty()), "d.csv").reason())
                    .isEqualTo(FtpLogIn.UNTRUSTED);
            assertThat(home.resolve("in").toFile().list())
                    .containsExactlyInAnyOrder("a.csv", "b.csv", "c.csv");
            assertThat(home.resolve("in/b.csv")).hasContent("1,2");
        } finally {
            server.stop();
        }
    }

    private static ListenerFactory listener(Path store, boolean implicit) throws Exception {
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(store.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(Certificates.PASSWORD);
        tls.setSslProtocol("TLSv1.2");
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            listener.setPort(free.getLocalPort());
        }
        listener.setSslConfiguration(tls.createSslConfiguration());
        listener.setImplicitSsl(implicit);
        return listener;
    }

    private static FtpServer ftp(Path home, ListenerFactory plain, ListenerFactory implicit)
            throws Exception {
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", plain.createListener());
        factory.addListener("implicit", implicit.createListener());
        BaseUser user = new BaseUser();
        user.setName("u");
        user.setPassword("p");
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        FtpServer server = factory.createServer();
        server.start();
        return server;
    }

    private static Server ssh(SshServer server, String fingerprint) {
        return new Server.OverSsh("127.0.0.1", server.getPort(), "/in", fingerprint);
    }

    private static String fingerprint(KeyPair keys) {
        return io.waybill.delivery.transport.files.SshServer.fingerprint(keys.getPublic());
    }

    private static AttemptResult send(Server to, Trust trust, String name) throws Exception {
        FileServers servers = new FileServers(Guard.of("localhost"), trust, LONG);
        return send(to, PASSWORD, name, "1,2", new FileSender(credentials(null), servers));
    }

    private static AttemptResult send(
            Server to, UUID credential, String name, String content, KeyPair user)
            throws Exception {
        return send(to, credential, name, content, user, Guard.of("127.0.0.1"));
    }

    private static AttemptResult send(
            Server to, UUID credential, String name, String content, KeyPair user, Guard guard)
            throws Exception {
        FileServers servers = new FileServers(guard, new Trust(Optional.empty()), LONG);
        return send(to, credential, name, content, new FileSender(credentials(user), servers));
    }

    private static AttemptResult send(
            Server to, UUID credential, String name, String content, FileSender sender)
            throws Exception {
        ReadyFile file =
                new ReadyFile(
                        to,
                        new LogIn(ACCOUNT, Optional.of(credential)),
                        name,
                        content.getBytes(StandardCharsets.UTF_8));
        return sender.send(file, LONG).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Credentials credentials(@Nullable KeyPair user) {
        return new Credentials() {
            @Override
            public Optional<Credential> find(UUID account, UUID id) {
                throw new UnsupportedOperationException("opened at once");
            }

            @Override
            public OpenedCredential open(Credential credential) {
                throw new UnsupportedOperationException("opened at once");
            }

            @Override
            public Optional<OpenedCredential> open(UUID account, UUID id) {
                return account.equals(ACCOUNT) ? opened(id, user) : Optional.empty();
            }
        };
    }

    private static Optional<OpenedCredential> opened(UUID id, @Nullable KeyPair user) {
        if (id.equals(KEY) && user != null) {
            return Optional.of(new OpenedCredential.SshKey("k", pem(user), Optional.empty()));
        }
        return id.equals(PASSWORD) || id.equals(WRONG)
                ? Optional.of(new OpenedCredential.Basic("u", id.equals(WRONG) ? "x" : "p"))
                : Optional.empty();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}

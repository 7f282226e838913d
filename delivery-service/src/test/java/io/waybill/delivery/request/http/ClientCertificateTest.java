package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialForm;
import io.waybill.delivery.credential.CredentialOpener;
import io.waybill.delivery.credential.OpenedCredential.ClientCertificate;
import io.waybill.delivery.credential.http.Authorized.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets in only who shows a certificate that it knows. */
@Timeout(120)
class ClientCertificateTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";

    @TempDir static Path directory;

    @SuppressWarnings("NullAway.Init") // made before the tests
    private static Credential known;

    @SuppressWarnings("NullAway.Init")
    private static Credential unknown;

    @BeforeAll
    static void make() throws Exception {
        known = credential("known", "RSA");
        unknown = credential("unknown", "EC");
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_pkcs12_file_is_read_with_its_expiry() {
        assertThat(known.lastFour()).hasSize(4);
        assertThat(known.expiresAt().orElseThrow())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(8)),
                        Instant.now().plus(Duration.ofDays(10)));
        assertThat(known.warning(Instant.now()).orElseThrow()).startsWith("expires in ");
    }

    @Test
    void pem_is_read_too_and_a_key_of_another_certificate_is_refused() {
        Map<String, Object> pem =
                Map.of(
                        "name",
                        "A",
                        "kind",
                        "client_certificate",
                        "certificates",
                        certificate(known).certificates(),
                        "private_key",
                        certificate(known).privateKey());
        assertThat(CredentialForm.read(pem, () -> "").flaws()).isEmpty();

        Map<String, Object> mixed =
                Map.of(
                        "name",
                        "A",
                        "kind",
                        "client_certificate",
                        "certificates",
                        certificate(known).certificates(),
                        "private_key",
                        certificate(unknown).privateKey());
        assertThat(CredentialForm.read(mixed, () -> "").flaws().getFirst().message())
                .contains("not that of the first certificate");
    }

    @Test
    void a_server_that_asks_for_a_certificate_lets_the_known_one_in() throws Exception {
        ClientCertificate server = certificate(known);
        HttpServer asking =
                VERTX.createHttpServer(
                                new HttpServerOptions()
                                        .setSsl(true)
                                        .setClientAuth(ClientAuth.REQUIRED)
                                        .setKeyCertOptions(
                                                new PemKeyCertOptions()
                                                        .addCertValue(
                                                                Buffer.buffer(
                                                                        server.certificates()))
                                                        .addKeyValue(
                                                                Buffer.buffer(server.privateKey())))
                                        .setTrustOptions(
                                                new PemTrustOptions()
                                                        .addCertValue(
                                                                Buffer.buffer(
                                                                        server.certificates()))))
                        .requestHandler(ClientCertificateTest::tellName)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
        HttpClientOptions trusting =
                new HttpClientOptions().setTrustAll(true).setVerifyHost(false).setSsl(true);
        IdentifiedClients clients = new IdentifiedClients(VERTX, trusting, 4);

        assertThat(ask(clients, known, asking.actualPort())).isEqualTo("CN=known");
        assertThatThrownBy(() -> ask(clients, unknown, asking.actualPort()))
                .isInstanceOf(ExecutionException.class);
        assertThat(clients.of(identity(known))).isSameAs(clients.of(identity(known)));
        assertThat(clients.of(identity(known))).isNotSameAs(clients.of(identity(unknown)));
    }

    private static void tellName(HttpServerRequest request) {
        try {
            X509Certificate shown =
                    (X509Certificate) request.connection().peerCertificates().getFirst();
            request.response().end(shown.getSubjectX500Principal().getName());
        } catch (SSLPeerUnverifiedException nobody) {
            request.response().setStatusCode(401).end();
        }
    }

    private static String ask(IdentifiedClients clients, Credential credential, int port)
            throws Exception {
        HttpClient client = clients.of(identity(credential));
        return client.request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(Buffer::toString)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Identity identity(Credential credential) {
        return new Identity(credential, certificate(credential));
    }

    private static ClientCertificate certificate(Credential credential) {
        return (ClientCertificate) CredentialOpener.open(credential, text -> text);
    }

    /** As an operator would make one. */
    private static Path pkcs12(String name, String algorithm) throws Exception {
        Path file = directory.resolve(name + ".p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -storetype PKCS12 -validity 9 -alias %s -keyalg %s -dname CN=%s"
                        .formatted(name, algorithm, name);
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
        Process made =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return file;
    }

    private static Credential credential(String name, String algorithm) throws Exception {
        Path file = pkcs12(name, algorithm);
        CredentialForm.Given given =
                CredentialForm.read(
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "client_certificate",
                                "pkcs12",
                                Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
                                "password",
                                PASSWORD),
                        () -> "");
        assertThat(given.flaws()).isEmpty();
        return new Credential(
                UUID.randomUUID(),
                UUID.randomUUID(),
                name,
                1,
                given.kind(),
                given.members(),
                given.lastFour(),
                given.expiresAt());
    }
}

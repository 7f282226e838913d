package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialKind;
import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.credential.http.TestAuthorizers;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.language.Vars;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests with credentials, against a real server that also gives tokens. */
@Timeout(60)
class AuthorizedOutboundTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Guard HERE = Guard.of("127.0.0.1");
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID ID = UUID.randomUUID();

    private final AtomicInteger tokens = new AtomicInteger();
    private final List<Map<String, List<String>>> received = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int tokenStatus = 200;
    private volatile String accepted = "Bearer token-1";

    @SuppressWarnings("NullAway.Init") // filled in before each test
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::giveToken);
        server.createContext("/leads", this::takeLead);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void many_that_wait_for_a_token_ask_for_it_once() throws Exception {
        Sender sender = sender(oauth2());
        List<CompletableFuture<AttemptResult>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            results.add(send(sender));
        }

        for (CompletableFuture<AttemptResult> result : results) {
            assertThat(result.get(30, TimeUnit.SECONDS).outcome())
                    .isEqualTo(AttemptOutcome.SUCCESS);
        }
        assertThat(tokens).hasValue(1);
        assertThat(asked)
                .containsExactly(
                        "Basic d2F5YmlsbDpzJTNBY3JldA== grant_type=client_credentials&scope=leads");
    }

    @Test
    void a_token_that_is_refused_is_fetched_anew_once() throws Exception {
        accepted = "Bearer token-2";
        AttemptResult second = send(sender(oauth2())).get(30, TimeUnit.SECONDS);

        assertThat(second.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(tokens).hasValue(2);
        assertThat(received).hasSize(2);

        accepted = "Bearer none";
        AttemptResult never = send(sender(oauth2())).get(30, TimeUnit.SECONDS);

        assertThat(never.status()).isEqualTo(401);
        assertThat(tokens).hasValue(4);
    }

    @Test
    void without_a_token_nothing_is_sent_and_the_token_rests() throws Exception {
        tokenStatus = 403;
        Sender sender = sender(oauth2());

        AttemptResult first = send(sender).get(30, TimeUnit.SECONDS);
        AttemptResult second = send(sender).get(30, TimeUnit.SECONDS);

        assertThat(first.outcome()).isEqualTo(AttemptOutcome.ERROR);
        assertThat(first.reached()).isFalse();
        assertThat(first.reason())
                .isEqualTo("The credential \"Acme\": The access token was refused with status 403");
        assertThat(second.reason()).isEqualTo(first.reason());
        assertThat(tokens).hasValue(1);
        assertThat(received).isEmpty();
    }

    @Test
    void secrets_are_sent_and_never_recorded() throws Exception {
        accepted = "Bearer t0psecret";
        AttemptResult bearer =
                send(sender(credential(CredentialKind.BEARER, Map.of("token", "t0psecret"))))
                        .get(30, TimeUnit.SECONDS);

        assertThat(bearer.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(bearer.exchange().request())
                .contains("\"authorization\":\"Bearer ***\"")
                .doesNotContain("t0psecret");

        AttemptResult parameter =
                send(sender(
                                credential(
                                        CredentialKind.API_KEY,
                                        Map.of(
                                                "in", "parameter",
                                                "key_name", "hapikey",
                                                "key", "t0p secret"))))
                        .get(30, TimeUnit.SECONDS);

        assertThat(parameter.exchange().request()).contains("?hapikey=***").doesNotContain("t0p");
        assertThat(received.getLast().get("query")).containsExactly("hapikey=t0p%20secret");
    }

    @Test
    void a_credential_that_is_gone_or_expired_keeps_the_request_here() throws Exception {
        Credential expired =
                new Credential(
                        ID,
                        ACCOUNT,
                        "Acme",
                        1,
                        CredentialKind.BEARER,
                        Map.of("token", "t"),
                        "",
                        Optional.of(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(send(sender(expired)).get(30, TimeUnit.SECONDS).reason())
                .isEqualTo("The credential \"Acme\" expired on 2020-01-01T00:00:00Z. Replace it");
        Sender nothing = new Sender(TestAuthorizers.outbound(outbound(), Optional.empty()));
        assertThat(send(nothing).get(30, TimeUnit.SECONDS).reason())
                .contains("There is no credential " + ID);
        assertThat(received).isEmpty();
    }

    private Credential oauth2() {
        return credential(
                CredentialKind.OAUTH2_CLIENT,
                Map.of(
                        "token_url", url("/token"),
                        "client_id", "waybill",
                        "client_secret", "s:cret",
                        "scope", "leads",
                        "client_in", "basic"));
    }

    private static Credential credential(CredentialKind kind, Map<String, Object> members) {
        return new Credential(ID, ACCOUNT, "Acme", 1, kind, members, "", Optional.empty());
    }

    private static Outbound outbound() {
        return new Outbound(VERTX, Duration.ofSeconds(5), 100, HERE);
    }

    private static Sender sender(Credential credential) {
        return new Sender(TestAuthorizers.outbound(outbound(), Optional.of(credential)));
    }

    private CompletableFuture<AttemptResult> send(Sender sender) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("url", Setting.template(url("/leads")));
        ReadyRequest ready =
                (ReadyRequest)
                        ReadyRequest.of(new Settings(settings), Vars.ofPlain(Map.of()), "id", HERE);
        return sender.send(
                        ready.showing(new CredentialUse(ACCOUNT, ID, "id")), Duration.ofSeconds(20))
                .toCompletableFuture();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        String token = "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\"}";
        answer(exchange, tokenStatus, token);
    }

    private void takeLead(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Map<String, List<String>> seen = new LinkedHashMap<>(exchange.getRequestHeaders());
        String query = exchange.getRequestURI().getRawQuery();
        seen.put("query", query == null ? List.of() : List.of(query));
        received.add(seen);
        boolean known = accepted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, known ? 201 : 401, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

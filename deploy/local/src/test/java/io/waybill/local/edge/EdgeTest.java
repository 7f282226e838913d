package io.waybill.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.waybill.local.ProcessStatus;
import io.waybill.local.kit.FreePorts;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The edge before one service that echoes what it gets, and one that is away. */
final class EdgeTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<Integer> PORTS = FreePorts.take(2);

    private static int edgePort = 0;

    @BeforeAll
    static void start() throws Exception {
        int echoPort =
                listen(
                        VERTX.createHttpServer()
                                .requestHandler(EdgeTest::echo)
                                .listen(0, "127.0.0.1"));
        int awayPort = PORTS.getLast();
        var edge =
                new Edge(
                        VERTX,
                        Routes.ofBuild(),
                        service -> service.equals("intake") ? echoPort : awayPort,
                        new EdgePages(
                                VERTX, List.of("intake"), EdgeTest::status, new JsonObject()));
        edgePort = listen(edge.listen(PORTS.getFirst(), "127.0.0.1"));
    }

    private static int listen(Future<HttpServer> server) throws Exception {
        return server.toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void echo(HttpServerRequest request) {
        request.response()
                .setStatusCode(201)
                .putHeader("X-Seen-Trace", header(request.getHeader("traceparent")))
                .putHeader("X-Seen-For", header(request.getHeader("X-Forwarded-For")))
                .putHeader("X-Seen-Host", header(request.getHeader("X-Forwarded-Host")));
        request.bodyHandler(body -> request.response().end(request.uri() + " " + body.length()));
    }

    private static List<ProcessStatus> status() {
        var address = "kafka://127.0.0.1:1";
        return List.of(new ProcessStatus("kafka", ProcessStatus.State.READY, 7, address, 1024));
    }

    private static String header(@Nullable String value) {
        return value == null ? "none" : value;
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_request_reaches_its_service_whole() throws Exception {
        var answer =
                send(
                        request("/flows/f/sources/s/submit?test=true")
                                .header("traceparent", "00-aa-bb-01")
                                .POST(HttpRequest.BodyPublishers.ofString("first_name=Ada")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("/flows/f/sources/s/submit?test=true 14");
        assertThat(answer.headers().firstValue("X-Seen-Trace")).contains("00-aa-bb-01");
        assertThat(answer.headers().firstValue("X-Seen-For")).contains("127.0.0.1");
        assertThat(answer.headers().firstValue("X-Seen-Host")).contains("127.0.0.1:" + edgePort);
    }

    @Test
    void a_body_of_unknown_length_is_passed_on() throws Exception {
        var answer = send(request("/flows/f/sources/s/submit").POST(chunked(200_000)));

        assertThat(answer.body()).endsWith(" 200000");
    }

    @Test
    void a_body_past_the_bound_is_refused_whether_or_not_its_length_was_said() throws Exception {
        int tooMuch = (int) Forwarding.BODY_LIMIT + 1;

        var said =
                send(
                        request("/api/submissions/preview")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[tooMuch])));
        var unsaid = send(request("/flows/f/sources/s/submit").POST(chunked(tooMuch)));

        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(said.body()).getString("code")).isEqualTo("edge.body-too-large");
        assertThat(unsaid.statusCode()).isEqualTo(413);
    }

    @Test
    void a_service_that_is_away_is_a_problem_with_a_time_to_come_back() throws Exception {
        var answer = send(request("/api/leads"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("edge.service-away");
    }

    @Test
    void buyers_and_sources_get_the_plain_form_when_a_service_is_away() throws Exception {
        var json = send(request("/feedback?event_id=1"));
        var xml = send(request("/feedback?event_id=1").header("Accept", "application/xml"));

        assertThat(new JsonObject(json.body()).getString("message")).contains("feedback");
        assertThat(xml.body()).startsWith("<result><message>").contains("feedback");
    }

    @Test
    void what_no_service_owns_is_the_console_or_unknown() throws Exception {
        assertThat(send(request("/")).body()).contains("<title>Waybill</title>");
        assertThat(send(request("/leads/some-page")).body()).contains("<title>Waybill</title>");
        assertThat(send(request("/waybill.css")).headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(send(request("/api/unknown")).statusCode()).isEqualTo(404);
        assertThat(send(request("/../pom.xml")).body()).doesNotContain("<project");
    }

    @Test
    void a_link_of_a_mail_leads_to_its_page() throws Exception {
        var invitation = send(request("/invitation"));

        assertThat(invitation.body()).contains("<title>Invitation");
        assertThat(invitation.headers().firstValue("Content-Type"))
                .contains("text/html; charset=utf-8");
        assertThat(send(request("/password")).body()).contains("<title>Password");
    }

    @Test
    void the_status_and_the_api_documents_are_listed() throws Exception {
        var status = new JsonObject(send(request("/status.json")).body());
        var documents = new JsonObject(send(request("/api/docs")).body());

        assertThat(status.getJsonArray("processes").getJsonObject(0).getString("state"))
                .isEqualTo("ready");
        var url = documents.getJsonArray("items").getJsonObject(0).getString("url");
        assertThat(send(request(url)).body()).startsWith("/openapi");
    }

    private static HttpRequest.BodyPublisher chunked(int length) {
        return HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[length]));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edgePort + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}

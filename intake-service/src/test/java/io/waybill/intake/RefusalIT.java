package io.waybill.intake;

import static io.waybill.intake.TestCalls.FORM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.servicekit.testing.RealServers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to be refused, on a real broker: none of them makes a lead. */
@QuarkusTest
@TestProfile(FastMinutes.class)
@WithTestResource(RealServers.class)
class RefusalIT extends AtTheGateway {

    @ParameterizedTest
    @CsvSource({
        "reused,422,The idempotency key was used for another submission",
        "flow-disabled,403,Flow is disabled",
        "source-disabled,403,Source is disabled",
        "gone,404,Unknown flow or source"
    })
    void what_the_engine_refuses_is_told(String say, int status, String message) {
        HttpResponse<String> answer = intake.calls.form(flow.submit(), "say=" + say);

        assertMessage(answer, status, message);
    }

    @Test
    void a_disabled_flow_or_source_answers_403() {
        assertMessage(
                intake.calls.form(flow.submit(flow.disabled()), "a=1"), 403, "Source is disabled");

        intake.disable(flow);

        assertMessage(intake.calls.form(flow.submit(), "a=1"), 403, "Flow is disabled");
        assertThat(intake.calls.get(flow.submit() + "?a=1", "Accept", "application/xml").body())
                .isEqualTo(
                        "<?xml version=\"1.0\"?>\n<result>\n  <message>Flow is disabled</message>\n</result>");
    }

    @Test
    void strangers_learn_nothing_from_404() {
        String message = "Unknown flow or source";

        assertMessage(intake.calls.form(flow.submit(UUID.randomUUID()), "a=1"), 404, message);
        assertMessage(
                intake.calls.form(TestFlow.create().submit(flow.source()), "a=1"), 404, message);
        assertMessage(intake.calls.form("/flows/1/sources/2/submit", "a=1"), 404, message);
        assertThat(intake.calls.get("/flows/1/sources/2/ping").statusCode()).isEqualTo(404);
    }

    @Test
    void a_source_with_a_key_must_show_it() {
        String path = flow.submit(flow.keyed());
        String basic = Base64.getEncoder().encodeToString(("API:" + TestFlow.KEY).getBytes(UTF_8));

        assertMessage(intake.calls.form(path, "a=1"), 401, "Unauthorized source");
        assertMessage(
                intake.calls.form(path, "a=1", "Authorization", "Bearer wrong"),
                401,
                "Unauthorized source");
        assertThat(
                        intake.calls
                                .form(path, "a=1", "Authorization", "Bearer " + TestFlow.KEY)
                                .statusCode())
                .isEqualTo(201);
        assertThat(intake.calls.form(path, "a=1", "Authorization", "Basic " + basic).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH", "OPTIONS", "HEAD"})
    void another_method_answers_405(String method) {
        HttpResponse<String> answer = intake.calls.call(method, flow.submit());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(answer.body())
                .isEqualTo(method.equals("HEAD") ? "" : "The " + method + " method is not allowed");
        assertThat(intake.engine.submitted()).isEmpty();
    }

    @Test
    void what_cannot_be_read_answers_in_plain_text() {
        assertText(intake.calls.form(flow.submit(), "a=1", "Accept", "image/png"), 406);
        assertText(intake.calls.post(flow.submit(), "text/json", "{}"), 406);
        assertText(
                intake.calls.post(flow.submit(), "multipart/form-data; boundary=x", "--x--"), 406);
        assertText(intake.calls.untyped(flow.submit(), "a=1"), 415);
        assertText(intake.calls.post(flow.submit(), "application/json", "{"), 400);
        assertText(intake.calls.post(flow.submit(), "application/json", "[]"), 400);
        assertText(intake.calls.post(flow.submit(), "text/xml", "<l>"), 400);
        assertText(
                intake.calls.post(
                        flow.submit(), "text/xml", "<!DOCTYPE l [<!ENTITY e \"x\">]><l>&e;</l>"),
                400);
        assertText(intake.calls.bytes(flow.submit(), FORM, "a=é".getBytes(ISO_8859_1)), 400);
        assertText(intake.calls.form(flow.submit() + "?redir_url=ftp%3A%2F%2Fa", "a=1"), 400);
        assertText(
                intake.calls.form(flow.submit(), "a=1", "Idempotency-Key", "k".repeat(300)), 400);
        assertText(intake.calls.form(flow.submit(), "a=1&".repeat(2_001)), 413);
        assertThat(intake.engine.submitted()).isEmpty();
    }

    @Test
    void a_body_up_to_the_limit_is_taken_and_no_byte_more() {
        byte[] largest = ("a=" + "x".repeat(256 * 1024 - 2)).getBytes(UTF_8);
        byte[] larger = ("a=" + "x".repeat(256 * 1024 - 1)).getBytes(UTF_8);
        byte[] huge = new byte[20 * 1024 * 1024];

        assertThat(intake.calls.bytes(flow.submit(), FORM, largest).statusCode()).isEqualTo(201);
        assertText(intake.calls.bytes(flow.submit(), FORM, larger), 413);
        assertText(intake.calls.chunked(flow.submit(), FORM, larger), 413);
        assertText(intake.calls.askingFirst(flow.submit(), huge), 413);
        assertThat(intake.calls.askingFirst(flow.submit(), largest).statusCode()).isEqualTo(201);
        assertThat(intake.engine.submitted()).hasSize(2);
    }

    @Test
    void the_call_stands_in_the_openapi_document() {
        HttpResponse<String> document = intake.calls.get("/openapi?format=json");

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.body()).contains("/flows/{flowId}/sources/{sourceId}/submit");
    }

    private static void assertMessage(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(contentType(answer)).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    private static void assertText(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(contentType(answer)).isEqualTo("text/plain");
        assertThat(answer.body()).isNotBlank();
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}

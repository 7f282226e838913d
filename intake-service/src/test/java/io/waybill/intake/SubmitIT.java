package io.waybill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.schemas.Lanes;
import io.waybill.servicekit.testing.RealServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is taken, on a real broker, with a test's own engine behind it. */
@QuarkusTest
@TestProfile(FastMinutes.class)
@WithTestResource(RealServers.class)
class SubmitIT extends AtTheGateway {

    @Test
    void a_handled_submission_answers_201() {
        HttpResponse<String> answer =
                intake.calls.form(flow.submit() + "?phone_1=512", "first_name=Joe&a.b=1");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(contentType(answer)).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"outcome\":\"success\",\"lead\":{\"id\":\"%s\"},\"price\":1.5}"
                                .formatted(leadId(answer)));
        assertThat(intake.submitted(leadId(answer)).data())
                .isEqualTo(Map.of("first_name", "Joe", "a", Map.of("b", "1"), "phone_1", "512"));
    }

    @Test
    void a_ping_answers_200_with_a_price_and_names_no_lead() {
        HttpResponse<String> answer =
                intake.calls.form(flow.submit().replace("/submit", "/ping"), "state=TX");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"outcome\":\"success\",\"price\":1.5}");
        assertThat(intake.engine.submitted()).isEmpty();
    }

    @Test
    void a_lead_is_stamped_and_on_its_account_s_lane() {
        UUID leadId = leadId(intake.calls.get(flow.submit() + "?a=1"));
        TestEngine.Submitted submitted = intake.submitted(leadId);
        SubmitLead lead = submitted.lead();

        assertThat(leadId.version()).isEqualTo(7);
        assertThat(lead.getFlowId()).isEqualTo(flow.id());
        assertThat(lead.getFlowVersion()).isEqualTo(1);
        assertThat(lead.getSourceId()).isEqualTo(flow.source());
        assertThat(lead.getRandom()).isBetween(0L, (1L << 53) - 1);
        assertThat(lead.getReplyTo()).isZero();
        assertThat(lead.getMeta().getAccountId()).isEqualTo(flow.account());
        assertThat(lead.getMeta().getSequence()).isZero();
        assertThat(lead.getMeta().getTest()).isFalse();
        assertThat(lead.getMeta().getOccurredAt()).isEqualTo(lead.getReceivedAt());
        assertThat(lead.getIdempotencyKey()).isNull();
        assertThat(lead.getBodyDigest()).isNull();
        assertThat(submitted.partition())
                .isEqualTo(Lanes.partition(flow.account().toString(), RealServers.PARTITIONS));
    }

    @Test
    void the_reason_is_opened_and_told_in_xml() {
        HttpResponse<String> answer =
                intake.calls.form(flow.submit(), "say=failure", "Accept", "text/xml");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(contentType(answer)).isEqualTo("text/xml");
        assertThat(answer.body())
                .contains("<outcome>failure</outcome>")
                .contains("<reason>State must not be &lt;FL&gt;</reason>");
    }

    @Test
    void json_and_xml_bodies_are_read() {
        UUID json =
                leadId(
                        intake.calls.post(
                                flow.submit(), "application/json", "{\"t\":\"a\nb\",\"n\":1.50}"));
        UUID xml = leadId(intake.calls.post(flow.submit(), "text/xml", "<l><a>1</a><a/></l>"));

        assertThat(intake.submitted(json).data()).isEqualTo(Map.of("t", "ab", "n", 1.5));
        assertThat(intake.submitted(xml).data()).isEqualTo(Map.of("a", List.of("1", "")));
    }

    @Test
    void a_body_of_unknown_length_is_read() {
        HttpResponse<String> answer =
                intake.calls.chunked(
                        flow.submit(), "application/json", "{\"a\":1}".getBytes(UTF_8));

        assertThat(intake.submitted(leadId(answer)).data()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void an_empty_post_is_its_query() {
        assertThat(intake.calls.call("POST", flow.submit() + "?a=1").statusCode()).isEqualTo(201);
    }

    @Test
    void a_run_that_outlives_the_response_time_answers_202() {
        TestFlow quick = intake.flow(Duration.ofMillis(300));

        HttpResponse<String> answer = intake.calls.form(quick.submit(), "say=nothing");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"outcome\":\"pending\",\"lead\":{\"id\":\"%s\"}}"
                                .formatted(leadId(answer)));
        assertThat(answer.headers().firstValue("Location"))
                .contains(
                        "http://localhost:8080/flows/%s/sources/%s/leads/%s"
                                .formatted(quick.id(), quick.source(), leadId(answer)));
        intake.engine.answer(intake.submitted(leadId(answer)), "too late");
        assertThat(intake.calls.form(quick.submit(), "a=1").statusCode()).isEqualTo(201);
    }

    @Test
    void a_repeat_of_a_running_call_is_pending_with_the_first_lead() {
        TestFlow quick = intake.flow(Duration.ofMillis(500));

        HttpResponse<String> answer = intake.calls.form(quick.submit(), "say=running");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(leadId(answer))
                .isEqualTo(TestEngine.firstLead(intake.engine.submitted().getLast()));
    }

    @Test
    void a_caller_with_redir_url_is_sent_on() {
        String query = "?redir_url=https%3A%2F%2Fexample.com%2Fthanks%3Fa%3D1";

        HttpResponse<String> answer = intake.calls.form(flow.submit() + query, "a=1");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://example.com/thanks?a=1");
        assertThat(answer.body()).contains("\"outcome\":\"success\"");
    }

    @Test
    void the_idempotency_key_and_the_digest_pass_through_sealed() {
        String path = flow.submit() + "?x=1";
        SubmitLead first = repeatable(intake.calls.form(path, "a=1", "Idempotency-Key", "k-1"));
        SubmitLead again = repeatable(intake.calls.form(path, "a=1", "Idempotency-Key", "k-1"));
        SubmitLead other = repeatable(intake.calls.form(path, "a=2", "Idempotency-Key", "k-1"));

        byte[] digest = intake.engine.open(first, "bodyDigest", first.getBodyDigest());
        assertThat(digest).hasSize(32);
        assertThat(intake.engine.open(again, "bodyDigest", again.getBodyDigest()))
                .isEqualTo(digest);
        assertThat(intake.engine.open(other, "bodyDigest", other.getBodyDigest()))
                .isNotEqualTo(digest);
        assertThat(again.getIdempotencyKey()).isNotEqualTo(first.getIdempotencyKey());
    }

    private SubmitLead repeatable(HttpResponse<String> answer) {
        TestEngine.Submitted submitted = intake.submitted(leadId(answer));
        assertThat(submitted.idempotencyKey()).contains("k-1");
        return submitted.lead();
    }

    @Test
    void a_test_lead_needs_a_source_that_may_test() {
        UUID byQuery = leadId(intake.calls.form(flow.submit() + "?test=true", "a=1"));
        UUID byField = leadId(intake.calls.form(flow.submit(), "is_test=yes"));
        UUID refused = leadId(intake.calls.form(flow.submit(flow.untested()), "is_test=true"));

        assertThat(intake.submitted(byQuery).lead().getMeta().getTest()).isTrue();
        assertThat(intake.submitted(byField).lead().getMeta().getTest()).isTrue();
        assertThat(intake.submitted(refused).lead().getMeta().getTest()).isFalse();
    }

    @Test
    void two_calls_under_one_trace_from_outside_get_their_own_answers() {
        String[] trace = {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"};
        UUID first = leadId(intake.calls.form(flow.submit(), "a=1", trace));
        UUID second = leadId(intake.calls.form(flow.submit(), "a=2", trace));

        assertThat(intake.submitted(first).lead().getMeta().getCorrelationId())
                .isNotEqualTo(intake.submitted(second).lead().getMeta().getCorrelationId());
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static UUID leadId(HttpResponse<String> answer) {
        return UUID.fromString(JsonPath.from(answer.body()).getString("lead.id"));
    }
}

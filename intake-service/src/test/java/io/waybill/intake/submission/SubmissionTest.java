package io.waybill.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.intake.Examples;
import io.waybill.intake.flows.Source;
import io.waybill.intake.flows.SubmissionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    @Test
    void the_query_is_merged_over_the_body_and_wins() {
        Submission submission =
                Submission.of(
                        Map.of("first_name", "Joe", "state", "TX"),
                        Map.of("state", "FL", "mortgage.property.state", "GA"));

        assertThat(submission.fields())
                .isEqualTo(
                        Map.of(
                                "first_name",
                                "Joe",
                                "state",
                                "FL",
                                "mortgage.property.state",
                                "GA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xxTrustedFormCertUrl", "XXTRUSTEDFORMCERTURL", "xxtrustedformcerturl"})
    void a_certificate_has_its_own_field_in_any_case(String name) {
        assertThat(Submission.of(Map.of(name, "https://cert/a"), Map.of()).fields())
                .isEqualTo(Map.of("trustedform_cert_url", "https://cert/a"));
        assertThat(Submission.of(Map.of(), Map.of(name, "https://cert/a")).fields())
                .isEqualTo(Map.of("trustedform_cert_url", "https://cert/a"));
    }

    @Test
    void the_script_s_certificate_wins_over_the_plain_field() {
        Map<String, Object> body = Map.of("xxTrustedFormCertUrl", "a", "trustedform_cert_url", "b");

        assertThat(Submission.of(Map.copyOf(body), Map.of()).fields())
                .isEqualTo(Map.of("trustedform_cert_url", "a"));
    }

    @Test
    void a_ping_certificate_is_dropped() {
        assertThat(Submission.of(Map.of("xxTrustedFormPingUrl", "p"), Map.of()).fields()).isEmpty();
    }

    @Test
    void the_query_or_a_true_field_marks_a_test() {
        assertThat(Submission.of(Map.of(), Map.of("test", "true")).test()).isTrue();
        assertThat(Submission.of(Map.of("is_test", true), Map.of()).test()).isTrue();
        assertThat(Submission.of(Map.of("is_test", "yes"), Map.of()).test()).isTrue();
        assertThat(Submission.of(Map.of(), Map.of("is_test", "true")).test()).isTrue();
    }

    @Test
    void nothing_else_marks_a_test() {
        assertThat(Submission.of(Map.of("test", "true"), Map.of()).test()).isFalse();
        assertThat(Submission.of(Map.of("is_test", "no"), Map.of("test", "false")).test())
                .isFalse();
        assertThat(Submission.of(Map.of("is_test", List.of()), Map.of()).test()).isFalse();
        assertThat(Submission.of(Map.of(), Map.of()).test()).isFalse();
    }

    @Test
    void only_a_source_that_may_test_makes_a_test_lead() {
        Submission submission = Submission.of(Map.of("is_test", true), Map.of());
        SubmissionTarget target = Examples.target();
        Source strict = new Source(Examples.SOURCE, true, Optional.empty(), false);

        assertThat(lead(target, submission).test()).isTrue();
        assertThat(lead(new SubmissionTarget(target.version(), strict, true), submission).test())
                .isFalse();
    }

    @Test
    void a_submission_does_not_show_its_values() {
        assertThat(Submission.of(Map.of("email", "joe@example.com"), Map.of()).toString())
                .doesNotContain("joe");
    }

    private static NewLead lead(SubmissionTarget target, Submission submission) {
        UUID id = new UUID(1, 2);
        return new NewLead(
                new NewLead.Stamp(id, id, Instant.EPOCH, 7),
                target,
                submission,
                Optional.empty(),
                Optional.empty(),
                "POST ",
                NewLead.Purpose.SUBMIT,
                0);
    }
}

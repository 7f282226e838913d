package io.waybill.feedback.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.terms.TypeDefinition.ValueField;
import io.waybill.language.FieldType;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TermsReaderTest {

    private static final UUID SOURCE = new UUID(1, 1);
    private static final UUID DESTINATION = new UUID(2, 2);

    private static FeedbackTerms terms(Map<String, ?> definition) {
        return TermsReader.of(definition, ZoneOffset.UTC).terms(SOURCE, "buyer");
    }

    private static Map<String, ?> withStep(Map<String, ?> feedback) {
        return Map.of(
                "steps", List.of(Map.of("type", "recipient", "id", "buyer", "feedback", feedback)));
    }

    private static Map<String, ?> withSource(Map<String, ?> feedback) {
        return Map.of("sources", List.of(Map.of("id", SOURCE.toString(), "feedback", feedback)));
    }

    @Test
    void without_a_word_of_feedback_returns_and_conversions_are_taken() {
        assertThat(terms(Map.of())).isEqualTo(FeedbackTerms.open());
    }

    @Test
    void switches_and_age_limits_are_of_a_step_and_a_type() {
        FeedbackTerms terms =
                terms(
                        withStep(
                                Map.of(
                                        "return",
                                        Map.of("max_age_days", 7),
                                        "conversion",
                                        Map.of("enabled", false))));

        assertThat(terms.step().of(FeedbackType.RETURN).maxAgeDays()).contains(7);
        assertThat(terms.step().of(FeedbackType.RETURN).enabled()).isTrue();
        assertThat(terms.step().of(FeedbackType.CONVERSION).enabled()).isFalse();
        assertThat(terms.source().of(FeedbackType.CONVERSION).enabled()).isTrue();
    }

    @Test
    void a_recipient_of_a_routing_step_has_terms_of_its_own() {
        Map<String, ?> routing =
                Map.of(
                        "type",
                        "routing",
                        "id",
                        "turns",
                        "recipients",
                        List.of(
                                Map.of("id", "other"),
                                Map.of(
                                        "id",
                                        "buyer",
                                        "feedback",
                                        Map.of("return", Map.of("enabled", false)))));

        FeedbackTerms terms = terms(Map.of("steps", List.of(routing)));

        assertThat(terms.step().of(FeedbackType.RETURN).enabled()).isFalse();
        assertThat(TermsReader.of(Map.of("steps", List.of(routing)), ZoneOffset.UTC))
                .satisfies(reader -> assertThat(reader.isRecipient("buyer")).isTrue())
                .satisfies(reader -> assertThat(reader.isRecipient("turns")).isFalse());
    }

    @Test
    void a_flow_has_further_types_with_typed_values() {
        FeedbackTerms terms =
                terms(
                        Map.of(
                                "feedback_types",
                                List.of(
                                        Map.of(
                                                "id",
                                                "sale_closed",
                                                "values",
                                                List.of(
                                                        Map.of(
                                                                "id",
                                                                "amount",
                                                                "type",
                                                                "number",
                                                                "required",
                                                                true))))));

        FeedbackType closed = new FeedbackType("sale_closed");
        assertThat(terms.types()).extracting(TypeDefinition::type).endsWith(closed).hasSize(3);
        assertThat(terms.definition(closed).orElseThrow().values())
                .containsExactly(new ValueField("amount", FieldType.NUMBER, true));
        assertThat(closed.label()).isEqualTo("Sale closed");
    }

    @Test
    void a_list_of_reasons_binds_unless_others_are_allowed() {
        Reasons bound =
                terms(withSource(Map.of("return", Map.of("reasons", List.of("Wrong number")))))
                        .source()
                        .of(FeedbackType.RETURN)
                        .reasons();
        Reasons suggested =
                terms(
                                withSource(
                                        Map.of(
                                                "return",
                                                Map.of(
                                                        "reasons",
                                                        List.of("Wrong number"),
                                                        "other_reasons",
                                                        true))))
                        .source()
                        .of(FeedbackType.RETURN)
                        .reasons();

        assertThat(bound.take(Optional.of("  wrong   NUMBER "))).isTrue();
        assertThat(bound.asListed("wrong number")).contains("Wrong number");
        assertThat(bound.take(Optional.of("Rude"))).isFalse();
        assertThat(bound.take(Optional.empty())).isFalse();
        assertThat(suggested.take(Optional.of("Rude"))).isTrue();
        assertThat(suggested.take(Optional.empty())).isTrue();
    }

    @Test
    void a_quota_goes_by_the_calendar_that_it_names_or_the_accounts() {
        Map<String, ?> quota = Map.of("share", "12.5", "per", "week");
        Optional<Quota> read =
                TermsReader.of(
                                withStep(Map.of("return", Map.of("quota", quota))),
                                ZoneId.of("America/Chicago"))
                        .terms(SOURCE, "buyer")
                        .step()
                        .of(FeedbackType.RETURN)
                        .quota();

        assertThat(read)
                .contains(
                        new Quota(
                                Optional.empty(),
                                Optional.of(new BigDecimal("12.5")),
                                new Period(Period.Unit.WEEK, ZoneId.of("America/Chicago"))));
    }

    @Test
    void a_source_says_how_it_is_told() {
        Map<String, ?> send =
                Map.of(
                        "destination_id",
                        DESTINATION.toString(),
                        "settle_within",
                        5,
                        "delivery",
                        Map.of("url", "https://source.example/returns"));

        Sending sending =
                terms(withSource(Map.of("return", Map.of("send", send))))
                        .sendings()
                        .get(FeedbackType.RETURN);

        assertThat(sending)
                .isEqualTo(
                        new Sending(
                                Sending.When.NOW,
                                Optional.empty(),
                                new Sending.Address(Optional.of(DESTINATION), Optional.empty()),
                                Map.of("url", "https://source.example/returns"),
                                new Sending.Timing(Duration.ofSeconds(5), false)));
    }

    @Test
    void a_source_that_is_a_flow_is_told_of_its_own_event() {
        Map<String, ?> waybill =
                Map.of("url", "https://waybill.example/feedback", "event_id", "{{lead.sold_as}}");

        Sending sending =
                Objects.requireNonNull(
                        terms(
                                        withSource(
                                                Map.of(
                                                        "return",
                                                        Map.of(
                                                                "send",
                                                                Map.of("waybill", waybill)))))
                                .sendings()
                                .get(FeedbackType.RETURN));

        assertThat(sending.when()).isEqualTo(Sending.When.NOW);
        assertThat(sending.timing()).isEqualTo(new Sending.Timing(Duration.ofSeconds(30), true));
        assertThat(sending.settings())
                .isEqualTo(
                        Map.of(
                                "format", "form",
                                "url", "https://waybill.example/feedback",
                                "form_field.event_id", "{{lead.sold_as}}",
                                "form_field.type", "{{feedback.type}}",
                                "form_field.reason", "{{feedback.reason}}",
                                "outcome_path", "outcome",
                                "reason_path", "reason"));
    }

    @Test
    void rules_that_cannot_be_compiled_any_more_let_nothing_through() {
        TypeTerms.Rules rules =
                terms(withStep(Map.of("return", Map.of("rule_set", Map.of("op", "xor")))))
                        .step()
                        .of(FeedbackType.RETURN)
                        .rules()
                        .orElseThrow();

        assertThat(rules.set().evaluate(Vars.empty()).pass()).isFalse();
        assertThat(rules.set().evaluate(Vars.of(Map.of("lead", Map.of("id", "x")))).pass())
                .isFalse();
    }

    @Test
    void secrets_of_access_do_not_show_themselves() {
        FeedbackTerms terms =
                terms(withStep(Map.of("access", Map.of("signature_secret", "wbs1:k:c2VjcmV0"))));

        assertThat(terms.options().access().isOpen()).isFalse();
        assertThat(terms.options().access()).asString().doesNotContain("c2VjcmV0");
    }
}

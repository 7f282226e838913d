package io.waybill.feedback.leadfeedback;

import static io.waybill.feedback.leadfeedback.Given.call;
import static io.waybill.feedback.leadfeedback.Given.give;
import static io.waybill.feedback.leadfeedback.Given.state;
import static io.waybill.feedback.leadfeedback.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.leadfeedback.FeedbackCommand.Give;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Readings;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.leadfeedback.Suitability.Fit;
import io.waybill.feedback.leadfeedback.Suitability.Unfit;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Quota;
import io.waybill.language.Vars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuitabilityTest {

    private static final Map<String, ?> NOTHING = Map.of();
    private static final FeedbackType CLOSED = new FeedbackType("sale_closed");
    private static final List<?> TYPES =
            List.of(
                    Map.of(
                            "id",
                            "sale_closed",
                            "values",
                            List.of(
                                    Map.of("id", "amount", "type", "number", "required", true),
                                    Map.of("id", "stage", "type", "string"))));

    private static Suitability of(Give give, FeedbackTerms terms) {
        return Suitability.of(give, state(terms).delivered());
    }

    private static FeedbackRefusal refusal(Give give, FeedbackTerms terms) {
        Suitability suitability = of(give, terms);
        assertThat(suitability).isInstanceOf(Unfit.class);
        return ((Unfit) suitability).refusal();
    }

    private static GiveFeedback withReason(String reason) {
        return new GiveFeedback(
                new UUID(3, 3),
                Optional.of(FeedbackType.RETURN),
                Optional.of(reason).filter(text -> !text.isEmpty()).map(Reason::new),
                Given.DELIVERED_AT.plusSeconds(1));
    }

    private static GiveFeedback closed(Map<String, String> values) {
        return new GiveFeedback(
                new UUID(3, 3),
                Optional.of(CLOSED),
                Optional.empty(),
                new Values(values),
                Given.DELIVERED_AT.plusSeconds(1));
    }

    @Test
    void a_type_that_the_flow_does_not_know_is_refused_and_not_kept() {
        Suitability suitability =
                of(give(call(new FeedbackType("joe"))), terms(NOTHING, NOTHING, TYPES));

        assertThat(suitability).isInstanceOf(Unfit.class);
        Unfit unfit = (Unfit) suitability;
        assertThat(unfit.kept().type()).isEmpty();
        assertThat(unfit.refusal().code()).isEqualTo("feedback.type-unknown");
        assertThat(unfit.refusal().words())
                .isEqualTo("Feedback type must be return, conversion or sale_closed");
    }

    @Test
    void a_switched_off_type_is_refused_by_step_or_source() {
        Map<String, ?> off =
                Map.of("return", Map.of("enabled", false), "sale_closed", Map.of("enabled", false));

        assertThat(refusal(give(call(FeedbackType.RETURN)), terms(off, NOTHING)))
                .extracting(FeedbackRefusal::code, FeedbackRefusal::words)
                .containsExactly("feedback.return-not-enabled", "Return feedback is not enabled");
        assertThat(refusal(give(call(CLOSED)), terms(off, NOTHING, TYPES)))
                .extracting(FeedbackRefusal::code, FeedbackRefusal::words)
                .containsExactly(
                        "feedback.type-not-enabled", "Sale closed feedback is not enabled");
        assertThat(refusal(give(call(FeedbackType.RETURN)), terms(NOTHING, off)).words())
                .isEqualTo("The source does not take return feedback");
    }

    @Test
    void a_return_is_taken_up_to_its_age_limit_and_refused_after_it() {
        FeedbackTerms terms = terms(Map.of("return", Map.of("max_age_days", 7)), NOTHING);

        assertThat(of(give(call(FeedbackType.RETURN, Duration.ofDays(7))), terms))
                .isInstanceOf(Fit.class);
        assertThat(
                        refusal(
                                give(call(FeedbackType.RETURN, Duration.ofDays(7).plusMillis(1))),
                                terms))
                .extracting(FeedbackRefusal::code)
                .isEqualTo("feedback.return-too-late");
        assertThat(of(give(call(FeedbackType.CONVERSION, Duration.ofDays(400))), terms))
                .isInstanceOf(Fit.class);
    }

    @Test
    void the_sources_list_of_reasons_binds_the_buyer_and_its_spelling_is_kept() {
        FeedbackTerms terms =
                terms(
                        NOTHING,
                        Map.of("return", Map.of("reasons", List.of("Wrong Number", "Duplicate"))));

        Suitability fit = of(give(withReason("wrong number")), terms);
        assertThat(fit).isInstanceOf(Fit.class);
        assertThat(((Fit) fit).kept().reason()).contains(new Reason("Wrong Number"));
        assertThat(refusal(give(withReason("Rude")), terms).words())
                .isEqualTo("Reason is not allowed, use one of: Wrong Number, Duplicate");
        assertThat(refusal(give(withReason("")), terms).code())
                .isEqualTo("feedback.reason-missing");
    }

    @Test
    void values_have_the_type_that_the_flow_gives_them() {
        FeedbackTerms terms = terms(NOTHING, NOTHING, TYPES);

        Suitability fit = of(give(closed(Map.of("amount", "1200.50", "utm_source", "x"))), terms);
        assertThat(fit).isInstanceOf(Fit.class);
        assertThat(((Fit) fit).kept().values().byName()).containsOnlyKeys("amount");
        assertThat(refusal(give(closed(Map.of("stage", "won"))), terms).words())
                .isEqualTo("amount is required");
        assertThat(refusal(give(closed(Map.of("amount", "much"))), terms).words())
                .isEqualTo("amount is not a valid number");
    }

    @Test
    void rules_read_the_lead_and_tell_in_the_sellers_words() {
        Map<String, ?> rules =
                Map.of(
                        "rule_set",
                        Map.of(
                                "op",
                                "and",
                                "rules",
                                List.of(
                                        Map.of(
                                                "lhv",
                                                "lead.state",
                                                "op",
                                                "is equal to",
                                                "rhv",
                                                "TX"))),
                        "reason",
                        "No returns from {{lead.state}}");
        FeedbackTerms terms = terms(Map.of("return", rules), NOTHING);

        assertThat(of(reading(call(FeedbackType.RETURN), "TX"), terms)).isInstanceOf(Fit.class);
        FeedbackRefusal refusal = refusal(reading(call(FeedbackType.RETURN), "FL"), terms);
        assertThat(refusal.words()).isEqualTo("No returns from FL");
        assertThat(refusal.sentence()).doesNotContain("FL");
        assertThat(refusal).asString().doesNotContain("FL");
        assertThat(terms.readsLead(FeedbackType.RETURN)).isTrue();
        assertThat(terms.readsLead(FeedbackType.CONVERSION)).isFalse();
    }

    private static Give reading(GiveFeedback call, String state) {
        Vars vars = Vars.of(Map.of("lead", Map.of("id", "1", "state", state)));
        return new Give(call, new Readings(vars, Optional.empty(), Optional.empty()));
    }

    @Test
    void a_quota_that_is_used_up_refuses_and_a_test_lead_is_not_counted() {
        FeedbackTerms terms =
                terms(
                        Map.of("return", Map.of("quota", Map.of("maximum", 2, "per", "day"))),
                        NOTHING);
        GiveFeedback call = call(FeedbackType.RETURN);

        assertThat(of(counted(call, 1), terms)).isInstanceOf(Fit.class);
        assertThat(refusal(counted(call, 2), terms).words())
                .isEqualTo("The quota of return feedback is used up: 2 a day");
        assertThat(of(give(call), terms)).isInstanceOf(Fit.class);
    }

    @Test
    void feedback_that_goes_round_from_flow_to_flow_comes_to_an_end() {
        GiveFeedback call = call(FeedbackType.RETURN);
        FeedbackTerms open = FeedbackTerms.open();

        assertThat(of(new Give(call, Readings.NONE, Suitability.MOST_HOPS), open))
                .isInstanceOf(Fit.class);
        assertThat(refusal(new Give(call, Readings.NONE, Suitability.MOST_HOPS + 1), open).code())
                .isEqualTo("feedback.hops-too-many");
    }

    private static Give counted(GiveFeedback call, long taken) {
        return new Give(
                call,
                new Readings(
                        Vars.empty(), Optional.of(new Quota.Reading(taken, 0)), Optional.empty()));
    }
}

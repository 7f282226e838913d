package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.leadfeedback.store.Call.LeadOnLedger;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.TermsReader;
import io.waybill.language.Vars;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class FeedbackVarsTest {

    private static final Map<String, ?> DEFINITION =
            Map.of(
                    "fields",
                    List.of(Map.of("id", "roof_age", "type", "number")),
                    "feedback_types",
                    List.of(
                            Map.of(
                                    "id",
                                    "sale_closed",
                                    "values",
                                    List.of(Map.of("id", "amount", "type", "number")))),
                    "sources",
                    List.of(Map.of("id", Rows.SOURCE.toString(), "name", "Leadmill")),
                    "steps",
                    List.of(Map.of("type", "recipient", "id", "step", "name", "Acme Solar")));
    private static final LeadOnLedger LEAD =
            new LeadOnLedger(
                    new UUID(8, 8),
                    Map.of("phone_1", "512-789-1111", "roof_age", "12 years"),
                    Rows.AT.minusSeconds(60));
    private static final GiveFeedback CLOSED =
            new GiveFeedback(
                    new UUID(1, 1),
                    Optional.of(new FeedbackType("sale_closed")),
                    Optional.of(new Reason("Signed")),
                    new Values(Map.of("amount", "$1,200.50", "other", "x")),
                    Rows.AT);

    private static Vars vars() {
        Version version =
                new Version(
                        "Solar",
                        TermsReader.of(DEFINITION, ZoneOffset.UTC),
                        new ConcurrentHashMap<>());
        return FeedbackVars.of(Rows.delivery(), version, LEAD, CLOSED);
    }

    @Test
    void the_lead_has_the_types_of_its_flow_and_the_id_of_its_first_run() {
        assertThat(vars().text("lead.phone_1.area")).isEqualTo("512");
        assertThat(vars().text("lead.roof_age")).isEqualTo("12");
        assertThat(vars().text("lead.id")).isEqualTo(new UUID(8, 8).toString());
    }

    @Test
    void feedback_has_its_type_its_reason_and_typed_values() {
        assertThat(vars().text("feedback.type")).isEqualTo("sale_closed");
        assertThat(vars().text("feedback.reason")).isEqualTo("Signed");
        assertThat(vars().text("feedback.amount")).isEqualTo("1200.5");
        assertThat(vars().get("feedback.other")).isNull();
    }

    @Test
    void surroundings_have_their_names() {
        assertThat(vars().text("source.name")).isEqualTo("Leadmill");
        assertThat(vars().text("recipient.name")).isEqualTo("Acme Solar");
        assertThat(vars().text("flow.name")).isEqualTo("Solar");
        assertThat(vars().text("event_id")).isEqualTo(Rows.delivery().eventId.toString());
    }
}

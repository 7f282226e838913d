package io.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoFlowTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void the_flow_shows_every_outcome_and_hands_over_every_field() {
        var fields = List.of("email", "company.name", "shoe_size");

        var draft =
                json.valueToTree(
                        DemoFlow.draft(
                                fields, manner -> URI.create("http://127.0.0.1/" + manner.key())));

        assertThat(draft.at("/acceptance/rule_set/rules/0/rhv").asText()).isEqualTo("FL");
        assertThat(draft.at("/steps/0/outcome").asText()).isEqualTo("failure");
        assertThat(draft.at("/steps/5/outcome").asText()).isEqualTo("error");
        assertThat(draft.at("/steps/5/rule_set/rules/0/lhv").asText())
                .isEqualTo(draft.at("/steps/4/key").asText() + ".outcome");
        for (int step = 1; step <= 4; step++) {
            var delivery = draft.at("/steps/" + step + "/delivery");
            var prefix =
                    delivery.get("format").asText().equals("form") ? "form_field" : "json_property";
            assertThat(delivery.get(prefix + ".shoe_size").asText())
                    .isEqualTo("{{lead.shoe_size}}");
            assertThat(delivery.get(prefix + ".event_id").asText()).isEqualTo("{{event_id}}");
        }
        assertThat(draft.get("fields")).hasSize(1);
        assertThat(draft.at("/fields/0/id").asText()).isEqualTo("shoe_size");
    }

    @Test
    void made_up_leads_differ_and_some_are_for_the_flow_to_stop() {
        var leads = MadeUpLeads.some(240, 7);

        var emails = new HashSet<String>();
        leads.forEach(lead -> emails.add(lead.getOrDefault("email", "")));
        assertThat(emails).hasSize(240).allMatch(email -> email.endsWith("@example.com"));
        assertThat(leads)
                .extracting(lead -> lead.getOrDefault("state", ""))
                .containsAll(Set.of("FL", "TX", DemoFlow.SLOW_BUYERS_STATE));
        assertThat(MadeUpLeads.some(240, 7)).isEqualTo(leads);
    }
}

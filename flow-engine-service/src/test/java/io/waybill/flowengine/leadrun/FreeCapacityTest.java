package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.flowengine.leadrun.LeadRunEvent.Considered;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreeCapacityTest {

    private static final String RECIPIENT =
            "{\"id\": \"%1$s\", \"name\": \"%1$s\", \"score\": {\"free_capacity\": 10},"
                    + " \"delivery\": {\"format\": \"form\", \"url\": \"https://a.example\"},"
                    + " \"caps\": [{\"maximum\": 10, \"duration_units\": \"day\", \"opens_at\": %2$d}]}";

    @Test
    void who_has_more_room_left_is_worth_more() {
        RecipientChosen chosen =
                Play.submit(
                                """
                                {"name": "Test", "sources": [
                                    {"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
                                 "steps": [{"id": "route", "name": "Route", "type": "routing",
                                    "method": "score", "recipients": [%s, %s, %s]}]}
                                """
                                        .formatted(
                                                RECIPIENT.formatted("half", 5),
                                                RECIPIENT.formatted("most", 3),
                                                RECIPIENT.formatted("full", 10)),
                                Map.of())
                        .only(RecipientChosen.class);

        assertThat(chosen.recipientId()).isEqualTo("most");
        assertThat(chosen.scored().orElseThrow().score()).isEqualByComparingTo("7");
        assertThat(chosen.others())
                .extracting(
                        Considered::recipientId,
                        other -> other.scored().orElseThrow().score().intValueExact())
                .containsExactly(tuple("half", 5), tuple("full", 0));
    }
}

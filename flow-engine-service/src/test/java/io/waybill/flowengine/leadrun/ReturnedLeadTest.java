package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.EarlierRuns.Kept;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReturnedLeadTest {

    private static final Kept SOLD =
            new Kept(new UUID(1, 1), LeadOutcome.SUCCESS, true, Map.of("outcome", "success"));
    private static final EarlierRuns EARLIER =
            new EarlierRuns(List.of(new UUID(2, 2)), true, Map.of("acme", SOLD, "checked", SOLD));

    @Test
    void who_gave_the_lead_back_is_not_asked_again_and_no_longer_holds_it() {
        EarlierRuns returned = EARLIER.returned("acme");

        assertThat(returned.of("acme"))
                .hasValueSatisfying(kept -> {
                    assertThat(kept.outcome()).isEqualTo(LeadOutcome.FAILURE);
                    assertThat(kept.certain()).isTrue();
                    assertThat(kept.eventId()).isEqualTo(SOLD.eventId());
                });
        assertThat(returned.of("checked")).contains(SOLD);
        assertThat(returned.sold()).isTrue();
        assertThat(returned.ids()).isEqualTo(EARLIER.ids());
    }

    @Test
    void a_step_that_kept_nothing_changes_nothing() {
        assertThat(EARLIER.returned("other")).isEqualTo(EARLIER);
    }
}

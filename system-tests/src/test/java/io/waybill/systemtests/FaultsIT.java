package io.waybill.systemtests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.model.Settling;
import io.waybill.systemtests.traffic.Buyer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * While 2,000 leads are posted, every service, the broker and PostgreSQL are killed with -9 once
 * and started again. Afterwards the ledger, the reports and the buyers' logs must agree.
 */
@ExtendWith(Installed.class)
final class FaultsIT {
    private static Faults faults;
    private static LedgerModel model;
    private static Map<String, Settling> settlings;

    @BeforeAll
    static void leads_are_posted_while_everything_is_killed_once(House house) {
        faults = new Faults(house);
        faults.run();
        model = house.model();
        settlings = model.settlingsOf(faults.source.acknowledged().values());
    }

    @AfterAll
    static void buyers_close() {
        faults.close();
    }

    @Test
    void every_acknowledged_lead_has_exactly_one_completion() {
        Map<String, String> acknowledged = faults.source.acknowledged();
        assertThat(acknowledged).hasSize(Faults.LEADS);
        assertThat(new HashSet<>(acknowledged.values())).hasSize(Faults.LEADS);
        assertThat(model.leadIds()).containsAll(acknowledged.values());
        assertThat(model.brokenRules()).isEmpty();
    }

    @Test
    void every_lead_has_the_outcome_that_its_state_asks_for() {
        for (int i = 0; i < Faults.LEADS; i++) {
            String state = faults.people.get(i).state();
            assertThat(model.outcomeOf(faults.source.leadOf(i)))
                    .as("lead %d from %s", i, state)
                    .isEqualTo(state.equals("CA") ? "SUCCESS" : "FAILURE");
        }
    }

    @Test
    void every_hand_over_in_a_buyers_log_is_settled_or_unknown_in_the_ledger() {
        for (Buyer buyer : faults.buyers()) {
            assertThat(buyer.log()).isNotEmpty();
            assertThat(settlings.keySet()).containsAll(buyer.log().keySet());
        }
    }

    @Test
    void what_a_buyer_took_is_a_success_or_unknown() {
        Set<String> takenOrUnknown = eventIds(settling -> settling.sold() || !settling.certain());
        for (Buyer buyer : faults.buyers()) {
            assertThat(takenOrUnknown).containsAll(buyer.accepted());
        }
    }

    @Test
    void none_that_settled_as_success_is_missing_from_what_buyers_took() {
        Set<String> taken = new HashSet<>();
        faults.buyers().forEach(buyer -> taken.addAll(buyer.accepted()));
        Set<String> sold = eventIds(settling -> settling.outcome().equals("SUCCESS"));
        assertThat(sold).hasSizeGreaterThan(Faults.LEADS);
        assertThat(taken).containsAll(sold);
    }

    @Test
    void nobody_who_cannot_tell_repeats_was_handed_a_lead_twice() {
        for (Buyer buyer : faults.notRepeatSafe()) {
            assertThat(buyer.log()).isNotEmpty();
            assertThat(buyer.log().values()).containsOnly(1);
        }
        assertThat(faults.failsAtTimes.log().values()).contains(2);
    }

    @Test
    void what_was_sent_when_delivery_was_killed_is_unknown_and_nothing_unknown_is_billed() {
        Set<String> unknown = eventIds(settling -> !settling.certain());
        assertThat(faults.heldAtDeliverysEnd).isNotEmpty();
        assertThat(unknown).containsAll(faults.heldAtDeliverysEnd);
        assertThat(eventIds(settling -> settling.revenue().signum() != 0))
                .doesNotContainAnyElementsOf(unknown);
    }

    @Test
    void reports_say_what_the_ledger_says() {
        String sourceId = faults.flow.sourceId();
        Reports reports = new Reports(faults.seller);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(reports.by("source"))
                                .isEqualTo(Map.of(sourceId, model.totalsOf(sourceId))));
        assertThat(reports.by("recipient")).isEqualTo(model.byRecipient(sourceId));
    }

    @Test
    void a_rebuild_gives_the_same_rows_and_the_same_export(House house) {
        Reports reports = new Reports(faults.seller);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> reports.export().lines().count() > Faults.LEADS);
        String export = reports.settledExport();
        String rows = reports.rows();

        house.rebuild();

        assertThat(reports.export()).isEqualTo(export);
        assertThat(reports.rows()).isEqualTo(rows);
    }

    private static Set<String> eventIds(Predicate<Settling> which) {
        return settlings.entrySet().stream()
                .filter(found -> which.test(found.getValue()))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }
}

package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private static final int LEADS = 2_000;
    private static final int SEED = 7;
    private static final List<String> VICTIMS =
            List.of(
                    "intake",
                    "flow-engine",
                    "delivery",
                    "feedback",
                    "partner",
                    "reporting",
                    "kafka",
                    "postgres");

    private static Buyer steady;
    private static Buyer failsAtTimes;
    private static Seller seller;
    private static Source source;

    @BeforeAll
    static void leads_are_posted_while_everything_is_killed_once(House house) {
        steady = new Buyer(n -> 200);
        failsAtTimes = new Buyer(n -> n % 10 == 0 ? 503 : 200);
        seller = Seller.signUp(house.stranger(), "faults");
        Seller.LiveFlow flow =
                seller.deploy(
                        Seller.draft(
                                "Faults",
                                List.of(
                                        Seller.recipient("Steady", steady.url(), "10"),
                                        Seller.recipient(
                                                "Fails at times", failsAtTimes.url(), "2.5"))));
        source = new Source(house.stranger(), flow.submitPath());
        Thread posting =
                Thread.ofVirtual()
                        .start(() ->
                                source.post(Contact.some(LEADS, SEED), 40, Duration.ofMinutes(3)));
        for (int i = 0; i < VICTIMS.size(); i++) {
            int due = (i + 1) * LEADS / (VICTIMS.size() + 2);
            await().atMost(Duration.ofMinutes(4)).until(() -> source.posted() >= due);
            house.killAndRestart(VICTIMS.get(i));
        }
        await().atMost(Duration.ofMinutes(6)).until(() -> !posting.isAlive());
        house.awaitSettled(source.acknowledged().values());
    }

    @AfterAll
    static void buyers_close() {
        steady.close();
        failsAtTimes.close();
    }

    @Test
    void every_acknowledged_lead_has_exactly_one_completion(House house) {
        LedgerModel model = house.model();
        assertThat(source.acknowledged()).hasSize(LEADS);
        assertThat(new HashSet<>(source.acknowledged().values())).hasSize(LEADS);
        assertThat(model.leadIds()).containsAll(source.acknowledged().values());
        assertThat(model.brokenRules()).isEmpty();
    }

    @Test
    void each_hand_over_that_a_buyer_logged_is_in_the_ledger(House house) {
        LedgerModel model = house.model();
        Set<String> known = new HashSet<>(model.settledEventIds("SUCCESS"));
        known.addAll(model.settledEventIds("FAILURE"));
        known.addAll(model.settledEventIds("ERROR"));
        assertThat(known).containsAll(steady.log().keySet());
        assertThat(known).containsAll(failsAtTimes.log().keySet());
    }

    @Test
    void none_that_settled_as_success_is_missing_from_a_log(House house) {
        Set<String> logged = new HashSet<>(steady.log().keySet());
        logged.addAll(failsAtTimes.log().keySet());
        assertThat(logged)
                .containsAll(house.model().soldEventIdsOf(source.acknowledged().values()));
    }

    @Test
    void no_lead_was_handed_over_twice_after_an_answer_was_lost(House house) {
        assertThat(steady.log().values()).containsOnly(1);
    }

    @Test
    void a_rebuild_gives_the_same_rows_and_the_same_export(House house) {
        await().atMost(Duration.ofSeconds(60)).until(() -> export().lines().count() > LEADS);
        String exportBefore = settledExport();
        String reportsBefore = reports();

        house.rebuild();

        assertThat(export()).isEqualTo(exportBefore);
        assertThat(reports()).isEqualTo(reportsBefore);
    }

    /** The export, once two readings are equal: the projection has caught up. */
    private static String settledExport() {
        String[] last = {""};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    String now = export();
                    boolean same = now.equals(last[0]);
                    last[0] = now;
                    return same;
                });
        return last[0];
    }

    private static String export() {
        Http.Answer answer = seller.api().get("/api/exports/leads.csv");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String reports() {
        StringBuilder all = new StringBuilder();
        for (String by : List.of("source", "recipient", "hour")) {
            all.append(seller.api().get("/api/reports/outcomes?by=" + by).body()).append('\n');
        }
        return all.toString();
    }
}

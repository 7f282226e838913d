package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The registry can be lost: its journal is deleted, and the next start fills it with the same ids.
 */
@ExtendWith(Installed.class)
final class RegistryIT {
    private static final int LEADS = 20;
    private static final int SEED = 41;

    @Test
    void old_records_are_decoded_after_the_registry_was_refilled(House house) {
        try (Buyer buyer = new Buyer((n, body) -> Buyer.Reply.of(200))) {
            Seller seller = Seller.signUp(house.stranger(), "registry");
            Seller.LiveFlow flow =
                    seller.deploy(
                            Seller.draft(
                                    "Registry",
                                    List.of(Seller.recipient("Takes all", buyer.url(), "1"))));
            Source before = new Source(house.stranger(), flow.submitPath());
            before.post(Contact.some(LEADS, SEED), 5, Duration.ofSeconds(60));
            house.awaitSettled(before.acknowledged().values());
            Reports reports = new Reports(seller);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> reports.export().lines().count() > LEADS);
            String export = reports.settledExport();
            String rows = reports.rows();

            house.startWithAnEmptyRegistry();

            assertThat(house.decodeWithConfluentClient("flow.leads", "delivery.attempts"))
                    .contains("LeadCompleted")
                    .contains("DeliverySettled");
            assertThat(house.model().leadIds()).containsAll(before.acknowledged().values());
            // A process that has read no schema yet reads every old record again.
            house.installation().restart("reporting", System.err::println);
            house.rebuild();
            assertThat(reports.export()).isEqualTo(export);
            assertThat(reports.rows()).isEqualTo(rows);
            Source after = new Source(house.stranger(), flow.submitPath());
            after.post(Contact.some(LEADS, SEED), 5, Duration.ofSeconds(60));
            house.awaitSettled(after.acknowledged().values());
        }
    }
}

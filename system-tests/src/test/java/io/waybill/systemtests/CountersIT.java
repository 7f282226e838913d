package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the leads of an account must agree on stays exact while they all come at once. */
@ExtendWith(Installed.class)
final class CountersIT {

    private static final int CAP = 10;
    private static final int LEADS = 1_000;

    /** How many hand-overs the buyer refuses before it takes all: their places are free again. */
    private static final int REFUSED = 3;

    private static final List<Map<String, Object>> CAPS =
            List.of(Map.of("id", "daily", "maximum", CAP, "duration_units", "day"));
    private static final Contact CALIFORNIAN = Contact.some(1, 3).getFirst();
    private static final List<Contact> CALIFORNIANS =
            Contact.some(LEADS, 11).stream().map(CountersIT::inCalifornia).toList();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void a_cap_of_10_under_a_thousand_leads_on_three_engines_sells_exactly_10_though_one_is_killed(
            House house) {
        try (Buyer buyer = new Buyer((n, body) -> Reply.of(n <= REFUSED ? 422 : 200));
                Engines engines = Engines.three(house)) {
            Seller seller = Seller.signUp(house.stranger(), "cap");
            Seller.LiveFlow flow = seller.deploy(with(flow("Cap", buyer), "caps", CAPS));
            int lane = house.laneOf(seller.accountId());
            Source source = Source.held(house.stranger(), flow.submitPath());
            Thread posting =
                    Thread.ofVirtual().start(() -> source.post(CALIFORNIANS, LEADS, LIMIT));

            // All places are taken, and nobody knows yet for how long.
            buyer.hold();
            source.release(LEADS / 2);
            await().atMost(LIMIT).until(() -> buyer.held().size() == CAP);
            String killed = engines.holderOf(lane).orElseThrow();
            house.installation().kill9(killed);
            buyer.letGo();
            source.release(LEADS / 2);
            await().atMost(LIMIT)
                    .until(() ->
                            engines.holderOf(lane)
                                    .filter(other -> !other.equals(killed))
                                    .isPresent());
            await().atMost(LIMIT).until(() -> !posting.isAlive());
            house.awaitSettled(source.acknowledged().values());

            assertThat(source.acknowledged()).hasSize(LEADS);
            LedgerModel model = house.model();
            assertThat(successes(model, source, LEADS)).isEqualTo(CAP);
            assertThat(model.brokenRules()).isEmpty();
            assertThat(buyer.accepted()).hasSize(CAP);
            assertThat(buyer.log()).hasSize(CAP + REFUSED);
            assertThat(house.installation().pid(killed)).as("%s stayed away", killed).isEmpty();
        }
    }

    @Test
    void of_two_equal_leads_at_the_same_moment_one_passes(House house) {
        try (Buyer buyer = new Buyer((n, body) -> Reply.of(200).after(Duration.ofMillis(200)))) {
            Seller seller = Seller.signUp(house.stranger(), "twins");
            Seller.LiveFlow flow =
                    seller.deploy(
                            with(
                                    flow("Twins", buyer),
                                    "list_checks",
                                    List.of(
                                            Map.of(
                                                    "key",
                                                    "duplicate",
                                                    "kind",
                                                    "duplicate",
                                                    "fields",
                                                    List.of("lead.email"),
                                                    "within",
                                                    Map.of("value", 1, "units", "day")))));
            Source source = new Source(house.stranger(), flow.submitPath());

            source.post(List.of(CALIFORNIAN, CALIFORNIAN), 2, LIMIT);
            house.awaitSettled(source.acknowledged().values());

            assertThat(successes(house.model(), source, 2)).isEqualTo(1);
            assertThat(buyer.log()).hasSize(1);
        }
    }

    /** Ends the lead in failure unless the buyer takes it. */
    private static Map<String, Object> flow(String name, Buyer buyer) {
        return Seller.draft(
                name,
                List.of(
                        Seller.recipient("Buyer", buyer.url(), "12.50"),
                        Map.of(
                                "type", "filter",
                                "name", "Taken",
                                "outcome", "failure",
                                "reason", "Nobody took it",
                                "rule_set",
                                        Map.of(
                                                "lhv", "buyer.outcome",
                                                "op", "is not equal to",
                                                "rhv", "success"))));
    }

    private static Map<String, Object> with(Map<String, Object> draft, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(draft);
        copy.put(key, value);
        return copy;
    }

    private static Contact inCalifornia(Contact contact) {
        return new Contact(
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                "CA",
                contact.zip());
    }

    private static long successes(LedgerModel model, Source source, int leads) {
        return IntStream.range(0, leads)
                .filter(i -> model.outcomeOf(source.leadOf(i)).equals("SUCCESS"))
                .count();
    }
}

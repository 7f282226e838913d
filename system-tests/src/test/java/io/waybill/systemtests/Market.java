package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A seller with two flows that get their leads at the same time, on one lane: one has every kind of
 * step, check, cap, routing and price, with buyers that refuse, fail and do not answer; the other
 * shares its leads 70 to 20 to 10 among buyers that take all.
 */
final class Market implements AutoCloseable {
    static final int WEIGHTED_LEADS = 200;
    static final Map<String, Integer> WEIGHTS = Map.of("seventy", 70, "twenty", 20, "ten", 10);

    private static final int LEADS = 120;

    /** How many of the leads come twice, from people who press the button twice. */
    private static final int TWINS = 10;

    private static final int AT_ONCE = 60;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Seller seller;
    final Seller.LiveFlow everything;
    final Seller.LiveFlow weighted;

    private final House house;
    private final Buyer picky = new Buyer((n, body) -> Reply.of(n % 3 == 0 ? 422 : 200));
    private final Buyer shaky = new Buyer((n, body) -> shakyReply(n));
    private final Buyer steady = new Buyer((n, body) -> Reply.of(200));
    private final Buyer priced = new Buyer((n, body) -> priced(n));
    private final Buyer credit = new Buyer((n, body) -> json("{\"score\":" + n % 12 + "}"));

    Market(House house) {
        this.house = house;
        this.seller = Seller.signUp(house.stranger(), "market");
        this.everything = seller.deploy(everything());
        this.weighted = seller.deploy(sharing());
    }

    private static Reply shakyReply(int handOver) {
        if (handOver % 5 == 0) {
            return Reply.of(200).after(Duration.ofMillis(2_500));
        }
        return Reply.of(handOver % 4 == 0 ? 503 : 200);
    }

    private static Reply priced(int handOver) {
        return handOver % 4 == 0
                ? Reply.of(200)
                : json("{\"outcome\":\"success\",\"price\":" + handOver % 9 + ".25}");
    }

    private static Reply json(String body) {
        return new Reply(200, body, Duration.ZERO);
    }

    /** Returns when the engine has closed every lead. */
    void run() {
        List<Contact> people = new ArrayList<>(Contact.some(LEADS, 21));
        people.addAll(people.subList(LEADS - TWINS, LEADS));
        Source all = new Source(house.stranger(), everything.submitPath());
        Source shared = new Source(house.stranger(), weighted.submitPath());
        Thread sharing =
                Thread.ofVirtual()
                        .start(() -> shared.post(Contact.some(WEIGHTED_LEADS, 22), AT_ONCE, LIMIT));
        all.post(people, AT_ONCE, LIMIT);
        await().atMost(LIMIT).until(() -> !sharing.isAlive());
        postTests();
        assertThat(all.acknowledged()).hasSize(people.size());
        assertThat(shared.acknowledged()).hasSize(WEIGHTED_LEADS);
        house.awaitSettled(all.acknowledged().values());
        house.awaitSettled(shared.acknowledged().values());
    }

    private void postTests() {
        for (Contact contact : Contact.some(3, 23)) {
            Http.Answer answer =
                    house.stranger().post(everything.submitPath() + "?test=true", contact.fields());
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    /** What the engine wrote of the seller's leads, in order. */
    List<Entry> ledger() {
        return house.ledger().read("flow.leads").stream()
                .filter(entry -> entry.accountId().equals(seller.accountId()))
                .toList();
    }

    private Map<String, Object> everything() {
        String text = resource("/flows/everything.json");
        Map<String, String> places =
                Map.of(
                        "@STOP_LIST@", list("suppression", "phone", List.of("512-200-0004")),
                        "@TIERS@", list("value", "string", tiers()),
                        "@CREDIT@", credit.url(),
                        "@PICKY@", picky.url(),
                        "@SHAKY@", shaky.url(),
                        "@STEADY@", steady.url(),
                        "@PRICED@", priced.url());
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return parsed(text);
    }

    private static List<Map<String, String>> tiers() {
        return List.of(
                Map.of("key", "10000", "value", "gold"), Map.of("key", "10005", "value", "silver"));
    }

    private String list(String kind, String type, List<?> entries) {
        Map<String, String> list = Map.of("name", kind, "kind", kind, "type", type);
        // The account's key is on its way to the lanes and the lists.
        Http.Answer created =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> seller.api().post("/api/lists", list),
                                answer -> answer.status() == 201);
        String id = created.json().get("id").asText();
        Http.Answer added =
                seller.api().post("/api/lists/" + id + "/entries", Map.of("entries", entries));
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        return id;
    }

    private Map<String, Object> sharing() {
        List<Map<String, Object>> recipients = new ArrayList<>();
        for (String name : List.of("seventy", "twenty", "ten")) {
            Map<String, Object> recipient =
                    new LinkedHashMap<>(Seller.recipient(name, steady.url(), "3.00"));
            recipient.remove("type");
            recipient.put("id", name);
            recipient.put("weight", WEIGHTS.get(name));
            recipients.add(recipient);
        }
        return Map.of(
                "name",
                "Sharing",
                "respond_within_seconds",
                20,
                "sources",
                List.of(Map.of("name", "Form")),
                "steps",
                List.of(
                        Map.of(
                                "type", "routing",
                                "id", "share",
                                "name", "Share",
                                "method", "weighted",
                                "share", "exclusive",
                                "recipients", recipients)));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(Market.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List.of(picky, shaky, steady, priced, credit).forEach(Buyer::close);
    }
}

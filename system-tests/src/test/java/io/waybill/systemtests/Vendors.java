package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A seller with two buyers and a lead vendor, whose system is told of returns in the form that each
 * of its sources asks for, and of conversions by mail. One more source is told nothing.
 */
final class Vendors implements AutoCloseable {
    /** Tells nobody and takes any reason. */
    static final String FORM = "Landing";

    /** Takes returns for some reasons, and conversions in a file. */
    static final String LEADMILL = "Leadmill";

    /** The forms in which the vendor's system may be told. */
    static final List<String> FORMATS = List.of("form", "json", "xml", "query");

    static final String MAILBOX = "feedback@leadmill.example";
    static final int CONVERSIONS_IN_A_MAIL = 2;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Buyer first = new Buyer((n, body) -> Reply.of(200));
    final Buyer second = new Buyer((n, body) -> Reply.of(200));
    final Buyer vendor = new Buyer((n, body) -> answer(body));
    final Seller seller;
    final Map<String, String> sourceIds = new HashMap<>();

    private final House house;
    private final Map<String, List<Contact>> people = new HashMap<>();

    Vendors(House house) {
        this.house = house;
        this.seller = Seller.signUp(house.stranger(), "vendors");
        Seller.LiveFlow flow = seller.deploy(draft(destination()));
        JsonNode sources = seller.api().get("/api/flows/" + flow.id()).json().get("sources");
        sources.forEach(
                source -> sourceIds.put(source.get("name").asText(), source.get("id").asText()));
        send(flow.id(), FORM, 5, 31);
        send(flow.id(), LEADMILL, 24, 32);
        FORMATS.forEach(format -> send(flow.id(), format, 1, 33 + format.length()));
    }

    private static Reply answer(String body) {
        if (body.contains("Ineligible")) {
            return new Reply(422, "{\"reason\":\"Not one of ours\"}", Duration.ZERO);
        }
        return Reply.of(body.contains("Broken") ? 503 : 200);
    }

    private void send(String flow, String source, int leads, int seed) {
        List<Contact> contacts =
                Contact.some(leads, seed).stream()
                        .map(one ->
                                new Contact(
                                        one.firstName(),
                                        one.lastName(),
                                        source.toLowerCase(Locale.ROOT) + "." + one.email(),
                                        one.phone(),
                                        one.state(),
                                        one.zip()))
                        .toList();
        Source posting =
                new Source(
                        house.stranger(),
                        "/flows/" + flow + "/sources/" + sourceIds.get(source) + "/submit");
        posting.post(contacts, 10, LIMIT);
        house.awaitSettled(posting.acknowledged().values());
        people.put(source, new ArrayList<>(contacts));
    }

    /** A person of the source of whom nobody has said anything yet. */
    Contact next(String source) {
        return Objects.requireNonNull(people.get(source)).removeFirst();
    }

    /** The Event ID under which a buyer got a person's lead. */
    static String eventOf(Buyer buyer, Contact contact) {
        return buyer.bodies().entrySet().stream()
                .filter(body -> body.getValue().contains(contact.email()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** What a buyer's program posts. */
    Http.Answer say(String eventId, String type, String reason) {
        return house.stranger()
                .post("/feedback?event_id=" + eventId, Map.of("type", type, "reason", reason));
    }

    private String destination() {
        Map<String, Object> mail =
                Map.of(
                        "name",
                        "Conversions",
                        "transport",
                        Map.of(
                                "type", "mail",
                                "to", List.of(MAILBOX),
                                "subject", "Conversions",
                                "text", "Attached."),
                        "batch",
                        Map.of(
                                "format",
                                "csv",
                                "columns",
                                Map.of("email", "{{lead.email}}", "type", "{{feedback.type}}"),
                                "trigger",
                                Map.of("count", CONVERSIONS_IN_A_MAIL)));
        // The account is on its way to delivery.
        Http.Answer created =
                await("a destination")
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> seller.api().post("/api/destinations", mail),
                                answer -> answer.status() < 500);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").asText();
    }

    private Map<String, Object> draft(String destination) {
        List<Map<String, Object>> sources = new ArrayList<>();
        sources.add(Map.of("name", FORM));
        Map<String, Object> returns = new LinkedHashMap<>(told("json"));
        returns.put("reasons", List.of("Wrong Number", "Ineligible", "Broken"));
        Map<String, Object> conversions =
                Map.of("send", Map.of("when", "batch", "destination_id", destination));
        sources.add(
                Map.of(
                        "name",
                        LEADMILL,
                        "feedback",
                        Map.of("return", returns, "conversion", conversions)));
        FORMATS.forEach(format ->
                sources.add(Map.of("name", format, "feedback", Map.of("return", told(format)))));
        Map<String, Object> quiet =
                new LinkedHashMap<>(Seller.recipient("Second", second.url(), "3.75"));
        quiet.put("feedback", Map.of("conversion", Map.of("enabled", false)));
        return Map.of(
                "name",
                "Feedback",
                "respond_within_seconds",
                20,
                "purchase_price",
                "5.00",
                "sources",
                sources,
                "steps",
                List.of(Seller.recipient("First", first.url(), "12.50"), quiet));
    }

    private Map<String, Object> told(String format) {
        String place =
                switch (format) {
                    case "form" -> "form_field.";
                    case "json" -> "json_property.";
                    case "xml" -> "xml_path.return.";
                    default -> "parameter.";
                };
        Map<String, String> delivery =
                Map.of(
                        "format",
                        format,
                        "url",
                        vendor.url(),
                        "reason_path",
                        "reason",
                        place + "email",
                        "{{lead.email}}",
                        place + "why",
                        "{{feedback.reason}}");
        return Map.of("send", Map.of("repeat_safe", true, "delivery", delivery));
    }

    @Override
    public void close() {
        List.of(first, second, vendor).forEach(Buyer::close);
    }
}

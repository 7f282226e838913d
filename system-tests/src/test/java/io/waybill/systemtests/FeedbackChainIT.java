package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.model.Totals;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Forwarder;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lead that is sold from account to account, and feedback that goes back the same way. */
@ExtendWith(Installed.class)
final class FeedbackChainIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Field in which a flow keeps the Event ID of whoever sold it the lead. */
    private static final String SOLD_AS = "sold_as";

    @Test
    void a_return_goes_back_through_three_accounts(House house) {
        try (Buyer buyer = new Buyer((n, body) -> Reply.of(200));
                Forwarder web = new Forwarder(house.installation().edge())) {
            Link last = link(house, "broker", draft(web, "30.00", "20.00", buyer.url()));
            Link middle = link(house, "network", draft(web, "20.00", "10.00", last.url(web)));
            Link first = link(house, "publisher", draft(web, "10.00", "", middle.url(web)));
            Source source = new Source(house.stranger(), first.flow().submitPath());
            source.post(Contact.some(1, 41), 1, LIMIT);
            house.awaitSettled(source.acknowledged().values());
            String event =
                    await("the lead has come to its buyer")
                            .atMost(LIMIT)
                            .until(buyer::log, log -> !log.isEmpty())
                            .keySet()
                            .iterator()
                            .next();

            Http.Answer answer =
                    house.stranger()
                            .post(
                                    "/feedback?event_id=" + event,
                                    Map.of("type", "return", "reason", "Wrong number"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.json().get("outcome").asText())
                    .as(answer.body())
                    .isEqualTo("success");
            assertTakenBack(last, "30.00", "20.00");
            assertTakenBack(middle, "20.00", "10.00");
            assertTakenBack(first, "10.00", "0");
        }
    }

    /** One account of the chain, with a flow that one buyer gets the leads of. */
    private record Link(Seller seller, Seller.LiveFlow flow) {

        String url(Forwarder web) {
            return web.url(flow.submitPath());
        }
    }

    private static Link link(House house, String name, Map<String, Object> draft) {
        Seller seller = Seller.signUp(house.stranger(), name);
        return new Link(seller, seller.deploy(draft));
    }

    /**
     * @param paid to whoever sold the lead, who is told of returns; empty for nobody
     */
    private static Map<String, Object> draft(
            Forwarder web, String sold, String paid, String buyer) {
        Map<String, Object> source = new LinkedHashMap<>(Map.of("name", "From before"));
        if (!paid.isEmpty()) {
            source.put("feedback", Map.of("return", Map.of("send", Map.of("waybill", back(web)))));
        }
        return Map.of(
                "name",
                "Resale",
                "respond_within_seconds",
                20,
                "purchase_price",
                paid.isEmpty() ? "0" : paid,
                "fields",
                List.of(Map.of("id", SOLD_AS, "type", "string")),
                "sources",
                List.of(source),
                "steps",
                List.of(recipient(sold, buyer)));
    }

    private static Map<String, Object> recipient(String price, String buyer) {
        Map<String, String> delivery =
                Map.of(
                        "format",
                        "json",
                        "url",
                        buyer,
                        "timeout_seconds",
                        "15",
                        "json_property.email",
                        "{{lead.email}}",
                        "json_property." + SOLD_AS,
                        "{{event_id}}");
        return Map.of(
                "type",
                "recipient",
                "name",
                "Next",
                "sale_price",
                price,
                "settle_within",
                18,
                "delivery",
                delivery);
    }

    /** The feedback address of whoever sold the lead, with the Event ID that came along. */
    private static Map<String, String> back(Forwarder web) {
        return Map.of("url", web.url("/feedback"), "event_id", "{{lead." + SOLD_AS + "}}");
    }

    private static void assertTakenBack(Link link, String revenue, String cost) {
        Reports reports = new Reports(link.seller());
        await("the report of " + link.seller().email())
                .atMost(LIMIT)
                .untilAsserted(() -> {
                    Totals totals = reports.by("source").get(link.flow().sourceId());
                    assertThat(totals).isNotNull();
                    assertThat(totals.revenueReversed())
                            .isEqualByComparingTo(new BigDecimal(revenue));
                    assertThat(totals.costReversed()).isEqualByComparingTo(new BigDecimal(cost));
                });
        String lead = link.seller().api().get("/api/leads").json().at("/items/0/id").asText();
        assertThat(link.seller().api().get("/api/leads/" + lead).body()).contains("Wrong number");
    }
}

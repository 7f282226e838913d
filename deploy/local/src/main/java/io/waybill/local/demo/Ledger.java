package io.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the seller sees of its leads afterwards. */
final class Ledger {

    private static final Duration SETTLED_LIMIT = Duration.ofMinutes(5);
    private static final String PENDING = "pending";

    /** How many leads ended how, and the money in it. */
    record Outcomes(Map<String, Integer> counts, BigDecimal revenue, BigDecimal cost, int leads) {

        int count(String outcome) {
            return counts.getOrDefault(outcome, 0);
        }
    }

    private final Api seller;

    Ledger(Api seller) {
        this.seller = seller;
    }

    /** Waits until that many leads are there and none of them is under way. */
    Outcomes awaitSettled(int leads) {
        return Await.until(
                "The settling of all " + leads + " leads",
                SETTLED_LIMIT,
                () ->
                        Optional.of(outcomes())
                                .filter(seen -> seen.leads() >= leads && seen.count(PENDING) == 0));
    }

    private Outcomes outcomes() {
        var counts = new TreeMap<String, Integer>();
        var money = new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
        var leads = new int[1];
        eachItem(
                "/api/leads?limit=200",
                lead -> {
                    leads[0]++;
                    counts.merge(lead.path("outcome").asText(PENDING), 1, Integer::sum);
                    money[0] = money[0].add(amount(lead, "revenue"));
                    money[1] = money[1].add(amount(lead, "price"));
                });
        return new Outcomes(counts, money[0], money[1], leads[0]);
    }

    /** The Event IDs of the deliveries that ended in success, each once. */
    List<String> deliveredEventIds() {
        var ids = new ArrayList<String>();
        eachItem(
                "/api/events?type=step_settled&outcome=success&limit=200",
                event -> {
                    if (event.hasNonNull("event_id")) {
                        ids.add(event.get("event_id").asText());
                    }
                });
        return ids.stream().distinct().toList();
    }

    private static BigDecimal amount(JsonNode lead, String name) {
        return lead.hasNonNull(name) ? new BigDecimal(lead.get(name).asText()) : BigDecimal.ZERO;
    }

    private void eachItem(String path, Consumer<JsonNode> action) {
        var next = Optional.of("");
        while (next.isPresent()) {
            var page = seller.get(path + next.map(Ledger::cursor).orElse(""));
            page.path("items").forEach(action);
            next =
                    Optional.ofNullable(page.get("next"))
                            .filter(node -> !node.isNull())
                            .map(JsonNode::asText);
        }
    }

    private static String cursor(String next) {
        return next.isEmpty() ? "" : "&cursor=" + next;
    }
}

package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.model.Totals;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What reporting-service says to a seller. */
final class Reports {
    static final List<String> GROUPINGS = List.of("source", "recipient", "hour");

    private final Http api;

    Reports(Seller seller) {
        this.api = seller.api();
    }

    /** Leads of each source, or hand-overs of each recipient step, by its id. */
    Map<String, Totals> by(String grouping) {
        Map<String, Totals> totals = new TreeMap<>();
        JsonNode report = api.get("/api/reports/outcomes?by=" + grouping).json();
        for (JsonNode item : report.get("items")) {
            totals.put(
                    item.path(grouping).path("id").asText(),
                    new Totals(
                            item.path("success").asLong(),
                            item.path("failure").asLong(),
                            item.path("error").asLong(),
                            new BigDecimal(item.path("cost").asText("0")),
                            new BigDecimal(item.path("revenue").asText("0")),
                            new BigDecimal(item.path("cost_reversed").asText("0")),
                            new BigDecimal(item.path("revenue_reversed").asText("0"))));
        }
        return totals;
    }

    /** All rows of all reports, as they come. */
    String rows() {
        StringBuilder all = new StringBuilder();
        for (String grouping : GROUPINGS) {
            all.append(ok("/api/reports/outcomes?by=" + grouping)).append('\n');
        }
        return all.toString();
    }

    String export() {
        return ok("/api/exports/leads.csv");
    }

    /** The export, once two readings are equal: the projection has caught up. */
    String settledExport() {
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

    private String ok(String path) {
        Http.Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}

package io.waybill.systemtests.model;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the model knows of one lead. Mutable on purpose: a fold in the plainest form. */
final class Lead {
    private static final String SUCCESS = "SUCCESS";

    final String id;
    final String sourceId;
    final String flowVersion;
    final boolean test;
    int completions;
    boolean refused;

    /** An earlier run of the lead was a success, and its source is paid. */
    boolean sold;

    /** The step that ended it and the outcome that this gave. */
    @Nullable Stop stop;

    /** What LeadCompleted says; the model finds out for itself and compares. */
    @Nullable Said said;

    /** Event ID to the step's settling. */
    final Map<String, Settling> settlings = new LinkedHashMap<>();

    final Map<String, Asked> asked = new LinkedHashMap<>();

    /** Buyer Steps whose connection was looked at. */
    final Set<String> connections = new HashSet<>();

    /** Event ID to what a sale came to of which nothing had been known; perhaps of another run. */
    final Map<String, Settling> reconciled = new LinkedHashMap<>();

    record Stop(String stepId, String outcome) {}

    /**
     * @param fromReply whether the buyer's reply may name another price
     */
    record Asked(String stepId, BigDecimal salePrice, boolean fromReply) {}

    record Said(String outcome, BigDecimal price, BigDecimal revenue) {}

    Lead(String id, String sourceId, String flowVersion, boolean test) {
        this.id = id;
        this.sourceId = sourceId;
        this.flowVersion = flowVersion;
        this.test = test;
    }

    /** Success, unless acceptance or a filter ended it otherwise; null while it runs. */
    @Nullable String outcome() {
        if (completions == 0) {
            return null;
        }
        if (refused) {
            return "FAILURE";
        }
        return stop == null ? SUCCESS : stop.outcome();
    }

    BigDecimal price(FlowTerms terms) {
        Said completed = said;
        return SUCCESS.equals(outcome()) && !sold && completed != null
                ? terms.purchasePrice().due(completed.price())
                : BigDecimal.ZERO;
    }

    BigDecimal revenue() {
        return settlings.keySet().stream().map(this::due).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What sales earned that were known only after the lead had its outcome. */
    BigDecimal earnedLater() {
        return reconciled.values().stream()
                .map(Settling::revenue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a hand-over has earned by now. */
    BigDecimal earned(String eventId) {
        Settling later = reconciled.get(eventId);
        return later == null ? due(eventId) : due(eventId).add(later.revenue());
    }

    /** What a hand-over earns: its price where it was certainly taken, else nothing. */
    BigDecimal due(String eventId) {
        Settling settling = settlings.get(eventId);
        Asked price = asked.get(eventId);
        if (settling == null || !settling.sold() || price == null) {
            return BigDecimal.ZERO;
        }
        return price.fromReply() ? settling.revenue() : price.salePrice();
    }
}

package io.waybill.systemtests.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model knows of one lead. Mutable on purpose: a fold in the plainest form. */
final class Lead {
    final String id;
    final String sourceId;
    final boolean test;
    int completions;
    @Nullable String outcome;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal revenue = BigDecimal.ZERO;

    /** Event ID to the step's settling. */
    final Map<String, Settling> settlings = new LinkedHashMap<>();

    final Map<String, BigDecimal> asked = new LinkedHashMap<>();

    Lead(String id, String sourceId, boolean test) {
        this.id = id;
        this.sourceId = sourceId;
        this.test = test;
    }

    /** How a step settled. */
    record Settling(String stepId, String outcome, boolean certain, BigDecimal revenue) {}
}

package io.waybill.flowengine.definition;

import java.util.Locale;
import java.util.Optional;

/** What a step or a lead came to. */
public enum LeadOutcome {
    SUCCESS,
    FAILURE,
    ERROR;

    /** The word that rules, templates and replies use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LeadOutcome> of(String word) {
        for (LeadOutcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}

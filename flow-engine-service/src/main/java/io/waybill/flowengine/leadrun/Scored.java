package io.waybill.flowengine.leadrun;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a recipient came to for a lead, where recipients are chosen by score.
 *
 * @param free part of its caps that was left, from 0 to 1, where that is in the score
 * @param history how it had done, where that is in the score and was known
 * @param segment the segment that it was in, where that is in the score
 * @param parts what the score is the sum of
 */
public record Scored(
        BigDecimal score,
        Optional<BigDecimal> free,
        Optional<History> history,
        Optional<String> segment,
        List<Part> parts) {

    public Scored {
        parts = List.copyOf(parts);
    }

    /**
     * A part of a score.
     *
     * @param neutral the recipient had no history to take it from
     */
    public record Part(String part, BigDecimal points, boolean neutral) {}

    /** Without what earlier builds did not write down. */
    public Scored withoutParts() {
        return new Scored(score, free, history, segment, List.of());
    }
}

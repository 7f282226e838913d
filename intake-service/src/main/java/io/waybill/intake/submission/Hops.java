package io.waybill.intake.submission;

import java.util.List;

/**
 * How often a lead has come out of another flow, as delivery says when it submits one over a
 * connection. Whoever says less or more than is true only harms leads of their own.
 */
public final class Hops {

    /** In which delivery says it. */
    public static final String HEADER = "Waybill-Hops";

    /** No lead goes so far. */
    static final int MOST = 99;

    private Hops() {}

    /**
     * @param values of the header; none, or what is no number, is none
     */
    public static int of(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToInt(text -> Math.min(Integer.parseInt(text), MOST))
                .max()
                .orElse(0);
    }
}

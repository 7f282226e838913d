package io.waybill.reporting.report;

import io.waybill.reporting.lead.Named;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What leads came to. All figures belong to the moment at which the lead was received, so that a
 * late answer or a return changes the hour of its lead and reports agree with each other.
 *
 * @param zone in which hours begin
 * @param tests whether test leads are counted
 */
public record OutcomeReport(
        String by,
        String zone,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean tests,
        String currency,
        List<Item> items) {

    /** What the rows stand for. */
    public enum By {
        SOURCE,
        RECIPIENT,
        HOUR;

        public static List<String> names() {
            return Stream.of(values()).map(By::text).toList();
        }

        public static Optional<By> of(String text) {
            return Stream.of(values()).filter(by -> by.text().equals(text)).findFirst();
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One source, recipient or hour; what does not apply is absent. A recipient has neither cost
     * nor margin: a lead is paid for once, however many recipients it is offered to.
     *
     * @param total leads, or hand-overs of a recipient; the sum of the next four
     * @param returns that stand: without those that the source refused
     * @param revenue as it was earned; what returns took back of it is told beside it
     * @param margin of what is left of revenue and cost
     */
    public record Item(
            @Nullable Named flow,
            @Nullable Named source,
            @Nullable Named recipient,
            @Nullable Instant hour,
            long total,
            long success,
            long failure,
            long error,
            long pending,
            long returns,
            long conversions,
            BigDecimal revenue,
            @Nullable BigDecimal cost,
            BigDecimal revenueReversed,
            @Nullable BigDecimal costReversed,
            @Nullable BigDecimal margin) {}
}

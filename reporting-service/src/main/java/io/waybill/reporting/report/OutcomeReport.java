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
        List<Row> rows) {

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
     * One source, recipient or hour.
     *
     * @param money without cost and margin for a recipient: a lead is paid for once, however many
     *     recipients it is offered to
     */
    public record Row(Group group, Counts counts, Money money) {}

    /** Whom the row is about; what does not apply is absent. */
    public record Group(
            @Nullable Named flow,
            @Nullable Named source,
            @Nullable Named recipient,
            @Nullable Instant hour) {}

    /**
     * How many leads, or hand-overs for a recipient.
     *
     * @param total all of them; the sum of the next four
     */
    public record Counts(
            long total,
            long success,
            long failure,
            long error,
            long pending,
            long returns,
            long conversions) {}

    /** What they earned and cost. */
    public record Money(
            BigDecimal revenue, @Nullable BigDecimal cost, @Nullable BigDecimal margin) {

        public static Money of(BigDecimal revenue, @Nullable BigDecimal cost) {
            return new Money(revenue, cost, cost == null ? null : revenue.subtract(cost));
        }
    }
}

package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Batch.Trigger;
import io.waybill.delivery.destination.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When the rows that wait become a batch. */
public final class BatchDue {

    private BatchDue() {}

    /**
     * The moment from which a batch is made of them; nothing as long as more rows are needed, or
     * where the destination never opens.
     *
     * @param first when the row that waits longest came
     * @param rows how many wait, at least one
     * @param now is the moment of a batch that need not wait for any other
     */
    public static Optional<Instant> at(
            Batch batch, Optional<Hours> hours, Instant first, long rows, Instant now) {
        Optional<Instant> due =
                rows >= batch.most() ? Optional.of(now) : at(batch.trigger(), first, rows, now);
        return due.flatMap(at -> hours.isEmpty() ? Optional.of(at) : open(hours.get(), at, now));
    }

    private static Optional<Instant> at(Trigger trigger, Instant first, long rows, Instant now) {
        return switch (trigger) {
            case Trigger.Every every -> Optional.of(first.plus(every.interval()));
            case Trigger.Count count -> rows >= count.rows() ? Optional.of(now) : Optional.empty();
            case Trigger.At at -> next(at, first);
        };
    }

    /** A row that comes at the very moment belongs to the next one. */
    private static Optional<Instant> next(Trigger.At at, Instant first) {
        LocalDate day = first.atZone(at.zone()).toLocalDate();
        return Stream.iterate(day, next -> next.plusDays(1))
                .limit(3)
                .flatMap(date -> at.times().stream().map(time -> instant(at, date, time)))
                .filter(moment -> moment.isAfter(first))
                .min(Comparator.naturalOrder());
    }

    /** A local time that does not exist is the next that does, one that exists twice the first. */
    private static Instant instant(Trigger.At at, LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(at.zone()).withEarlierOffsetAtOverlap().toInstant();
    }

    /** Once it is due it waits for the destination to open, as of now. */
    private static Optional<Instant> open(Hours hours, Instant due, Instant now) {
        return hours.opensAt(due.isBefore(now) ? now : due);
    }
}

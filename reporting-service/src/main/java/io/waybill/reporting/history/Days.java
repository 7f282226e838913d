package io.waybill.reporting.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Whole days of an account's zone. */
public record Days(ZoneId zone) {

    /** UTC, where the zone is not known yet, or not known here. */
    public static Days in(@Nullable String zone) {
        try {
            return new Days(zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            return new Days(ZoneOffset.UTC);
        }
    }

    public LocalDate of(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** When a day begins; the one before has ended then. */
    public Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first of so many days, of which today is the last. */
    public LocalDate first(Instant now, int days) {
        return of(now).minusDays(days - 1L);
    }

    /** When today ends, and the window moves on. */
    public Instant nextDay(Instant now) {
        return begin(of(now).plusDays(1));
    }
}

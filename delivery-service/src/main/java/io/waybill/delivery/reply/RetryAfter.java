package io.waybill.delivery.reply;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** How long a receiver asks to be left alone: the header {@code Retry-After}, seconds or a date. */
public final class RetryAfter {

    /** What is asked for beyond it is not believed. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /**
     * @param now counted from where the reply has no date of its own
     * @return nothing where it is not asked for, not readable, or over already
     */
    public static Optional<Duration> of(List<Header> headers, Instant now) {
        return header(headers, "Retry-After")
                .flatMap(text ->
                        isNumber(text)
                                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                                : until(text, header(headers, "Date"), now))
                .filter(Duration::isPositive);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    // Two clocks seldom agree: the receiver's date is compared with the receiver's clock.
    private static Optional<Duration> until(String text, Optional<String> date, Instant now) {
        return time(text)
                .map(until -> Duration.between(date.flatMap(RetryAfter::time).orElse(now), until));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value().strip())
                .findFirst();
    }
}

package io.waybill.delivery.settling.http;

import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.query.QueryValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which deliveries are meant, from a query or a body with the same names. */
final class FilterReader {

    private static final List<String> STATES =
            List.of("accepted", "sending", "retrying", "settled", "later", "sending_later");
    private static final List<String> OUTCOMES = List.of("success", "failure", "error");
    private static final List<String> FLAGS = List.of("true", "false");
    private static final int LONGEST = 300;

    private FilterReader() {}

    /**
     * @param given the text given under a name, if any
     */
    static DeliveryFilter read(Function<String, @Nullable String> given) {
        return new DeliveryFilter(
                Optional.ofNullable(QueryValues.id("lead_id", given.apply("lead_id"))),
                text("step_id", given.apply("step_id")),
                text("destination", given.apply("destination")),
                word("state", given.apply("state"), STATES),
                word("outcome", given.apply("outcome"), OUTCOMES),
                word("certain", given.apply("certain"), FLAGS).map(Boolean::valueOf),
                Optional.ofNullable(QueryValues.time("from", given.apply("from"))),
                Optional.ofNullable(QueryValues.time("to", given.apply("to"))));
    }

    private static Optional<String> word(
            String name, @Nullable String value, List<String> allowed) {
        return Optional.ofNullable(QueryValues.word(name, value, allowed));
    }

    private static Optional<String> text(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw ProblemException.invalid(name, "is not one of ours");
        }
        return Optional.of(value);
    }
}

package io.waybill.flowengine.trial;

import io.waybill.flowengine.leadrun.History;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How a recipient is said to have done lately; what is not said is 0. */
record SaidHistory(
        long delivered, long accepted, long converted, long returned, BigDecimal revenue) {

    private static final Set<String> KNOWN =
            Set.of("delivered", "accepted", "converted", "returned", "revenue");

    /**
     * @param at the field that it stands under
     * @param flaw is told the field and what is wrong with it
     */
    static SaidHistory read(String at, @Nullable Object json, BiConsumer<String, String> flaw) {
        if (!(json instanceof Map<?, ?> said)) {
            flaw.accept(
                    at,
                    "a history must be an object of delivered, accepted, converted,"
                            + " returned and revenue");
            return new SaidHistory(0, 0, 0, 0, BigDecimal.ZERO);
        }
        for (Object key : said.keySet()) {
            if (!KNOWN.contains(key.toString())) {
                flaw.accept(
                        at + "." + key,
                        "a history has delivered, accepted, converted, returned and revenue");
            }
        }
        SaidHistory history =
                new SaidHistory(
                        count(at, said, "delivered", flaw),
                        count(at, said, "accepted", flaw),
                        count(at, said, "converted", flaw),
                        count(at, said, "returned", flaw),
                        revenue(at, said, flaw));
        if (history.accepted > history.delivered
                || history.converted > history.accepted
                || history.returned > history.accepted) {
            flaw.accept(
                    at,
                    "no more can be accepted than was delivered, and converted or returned than"
                            + " was accepted");
        }
        return history;
    }

    private static long count(
            String at, Map<?, ?> said, String key, BiConsumer<String, String> flaw) {
        Object value = said.get(key);
        if (value == null) {
            return 0;
        }
        if (!value.toString().matches("\\d{1,10}")) {
            flaw.accept(at + "." + key, key + " must be a whole number of leads");
            return 0;
        }
        return Long.parseLong(value.toString());
    }

    private static BigDecimal revenue(String at, Map<?, ?> said, BiConsumer<String, String> flaw) {
        Object value = said.get("revenue");
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (!value.toString().matches("\\d{1,12}(\\.\\d{1,4})?")) {
            flaw.accept(at + ".revenue", "revenue must be an amount, as \"1200.00\"");
            return BigDecimal.ZERO;
        }
        return new BigDecimal(value.toString());
    }

    History asOf(Instant time, int days) {
        return new History(time, days, delivered, accepted, converted, returned, revenue);
    }
}

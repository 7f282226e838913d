package io.waybill.delivery.settling.http;

import io.waybill.delivery.settling.DeliveryCommand.Reconcile;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.StepOutcome;
import io.waybill.delivery.settling.store.DeliveryView;
import io.waybill.delivery.settling.store.Interventions.Answer;
import io.waybill.servicekit.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody says of a delivery: {@code {"outcome", "price"?, "reason"}}. */
final class ReconcileForm {

    private static final Set<String> NAMES = Set.of("outcome", "price", "reason");
    private static final BigDecimal MOST = new BigDecimal("1000000");
    private static final int LONGEST_REASON = 1_000;

    private ReconcileForm() {}

    static Reconcile read(Map<String, Object> body, String by) {
        for (String name : body.keySet()) {
            if (!NAMES.contains(name)) {
                throw ProblemException.invalid(name, "is not known here");
            }
        }
        StepOutcome outcome =
                switch (String.valueOf(body.get("outcome"))) {
                    case "success" -> StepOutcome.SUCCESS;
                    case "failure" -> StepOutcome.FAILURE;
                    default ->
                            throw ProblemException.invalid("outcome", "must be success or failure");
                };
        BigDecimal price = price(body.get("price"));
        if (price != null && outcome != StepOutcome.SUCCESS) {
            throw ProblemException.invalid("price", "is only paid for a success");
        }
        return new Reconcile(by, outcome, price, reason(body.get("reason")));
    }

    private static String reason(@Nullable Object given) {
        if (given instanceof String text && !text.isBlank() && text.length() <= LONGEST_REASON) {
            return text.strip();
        }
        throw ProblemException.invalid(
                "reason", "must say in up to " + LONGEST_REASON + " characters how it is known");
    }

    private static @Nullable BigDecimal price(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        try {
            BigDecimal price = new BigDecimal(String.valueOf(given));
            if (price.signum() >= 0 && price.compareTo(MOST) <= 0 && price.scale() <= 4) {
                return price.setScale(4, RoundingMode.UNNECESSARY);
            }
        } catch (NumberFormatException noNumber) {
            // Falls through to the one answer.
        }
        throw ProblemException.invalid("price", "must be 0 to 1000000 with up to four decimals");
    }

    /** Who says the same twice is told the same twice. */
    static void check(Answer answer, Reconcile known, DeliveryView.Detail detail) {
        boolean same =
                answer instanceof Answer.Refused(Refusal refusal)
                        && (refusal == Refusal.ALREADY_KNOWN || refusal == Refusal.ALREADY_TAKEN)
                        && detail.delivery().knownAt() != null
                        && known.outcome()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .equals(detail.delivery().outcome());
        if (!same) {
            Work.checkDone(answer);
        }
    }
}

package io.waybill.reporting.lead;

import io.waybill.reporting.projection.EventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event in words. */
public final class EventText {

    private EventText() {}

    public static String of(
            EventType type,
            @Nullable Named step,
            @Nullable String outcome,
            @Nullable String reason,
            Map<String, Object> facts) {
        String name = step == null ? "A step" : step.shown();
        return switch (type) {
            case LEAD_RECEIVED -> facts.containsKey("run_of") ? "Came in again" : "Received";
            case LEAD_ACCEPTED -> "Accepted";
            case LEAD_REFUSED -> because(refused(facts), reason);
            case FILTER_PASSED -> name + " let it pass";
            case FILTER_STOPPED -> because(name + " stopped it with " + outcome, reason);
            case STEP_SKIPPED -> because(name + " was skipped", skip(reason, facts));
            case DATA_APPENDED -> name + " appended data: " + outcome;
            case LOOKUP_REQUESTED -> name + " looks it up";
            case RECIPIENT_CHOSEN -> name + " has its turn";
            case NOBODY_CHOSEN -> name + " had nobody to give it to";
            case CONNECTION_READ -> "The connection of " + name + " " + connection(facts);
            case DELIVERY_REQUESTED -> name + " is to get it";
            case STEP_SETTLED -> because(name + " settled as " + certainly(outcome, facts), reason);
            case STEP_KEPT -> kept(name, outcome, facts);
            case LEAD_COMPLETED -> because("Completed as " + outcome, reason);
            case LEAD_CLOSED -> "Closed";
            case DUPLICATE_KEY_SEEN -> repeated(facts);
            case DELIVERY_ACCEPTED -> "Delivery to " + name + " began";
            case ATTEMPT_STARTED -> "Attempt " + facts.get("attempt") + " to " + name + " began";
            case ATTEMPT_ENDED -> because(attempt(name, outcome, facts), reason);
            case DELIVERY_SETTLED -> because(ended(name, outcome, facts), reason);
            case REDELIVERY_PLANNED -> planned(name, facts);
            case DELIVERY_GIVEN_UP -> because(givenUp(name, outcome, facts), reason);
            case BATCH_ROW_ENDED -> because(batched(name, outcome, facts), reason);
            case DELIVERY_RECONCILED ->
                    because("Delivery to " + name + " is known to be " + outcome, reason);
            case SALE_RECONCILED -> reconciled(name, outcome);
            case FEEDBACK_RECEIVED,
                    FEEDBACK_REFUSED,
                    FEEDBACK_SENT,
                    FEEDBACK_SEND_FAILED,
                    REVENUE_REVERSED,
                    COST_REVERSED,
                    LEAD_OFFERED ->
                    because(feedback(type, name, outcome, facts), why(type, reason, facts));
        };
    }

    private static String planned(String name, Map<String, Object> facts) {
        return "It is sent to " + name + " again, at " + facts.get("due_at");
    }

    private static String kept(String name, @Nullable String outcome, Map<String, Object> facts) {
        return name + " was not repeated, it had settled as " + certainly(outcome, facts);
    }

    private static String repeated(Map<String, Object> facts) {
        return Boolean.TRUE.equals(facts.get("same_request"))
                ? "Its source sent it again"
                : "Its source used its idempotency key for something else";
    }

    private static String ended(String name, @Nullable String outcome, Map<String, Object> facts) {
        return "Delivery to " + name + " ended in " + certainly(outcome, facts);
    }

    private static String givenUp(
            String name, @Nullable String outcome, Map<String, Object> facts) {
        return "Delivery to "
                + name
                + " was given up after "
                + facts.get("attempts")
                + " attempts, "
                + certainly(outcome, facts);
    }

    private static String batched(
            String name, @Nullable String outcome, Map<String, Object> facts) {
        return "The batch that took it to " + name + " ended in " + certainly(outcome, facts);
    }

    private static String reconciled(String name, @Nullable String outcome) {
        return "The sale to " + name + " counts as " + outcome + " since it is known";
    }

    private static String connection(Map<String, Object> facts) {
        if (facts.containsKey("ended")) {
            return "has ended";
        }
        if (facts.containsKey("holds")) {
            return "is held by " + facts.get("holds");
        }
        return facts.containsKey("partner_id")
                ? "leads to " + facts.getOrDefault("partner", "its partner")
                : "waits for its partner";
    }

    private static String feedback(
            EventType type, String name, @Nullable String outcome, Map<String, Object> facts) {
        return switch (type) {
            case FEEDBACK_RECEIVED -> name + " sent feedback: " + facts.get("feedback");
            case FEEDBACK_REFUSED -> "Feedback of " + name + " was refused";
            case FEEDBACK_SENT -> sent(outcome, facts);
            case FEEDBACK_SEND_FAILED -> "The source could not be told";
            case REVENUE_REVERSED -> "Revenue of " + amount(facts) + " was taken back";
            case COST_REVERSED -> "Cost of " + amount(facts) + " was taken back";
            default -> "The lead was offered to the next recipients";
        };
    }

    private static @Nullable String why(
            EventType type, @Nullable String reason, Map<String, Object> facts) {
        return type == EventType.FEEDBACK_REFUSED
                ? text(facts.getOrDefault("sentence", facts.get("code")))
                : reason;
    }

    private static String sent(@Nullable String outcome, Map<String, Object> facts) {
        if (!"success".equals(outcome)) {
            return "The source refused the feedback";
        }
        return Boolean.TRUE.equals(facts.get("in_batch"))
                ? "The source took the file with the feedback"
                : "The source took the feedback";
    }

    private static String amount(Map<String, Object> facts) {
        return facts.get("amount") + " " + facts.get("currency");
    }

    private static String refused(Map<String, Object> facts) {
        return switch (String.valueOf(facts.getOrDefault("check", "acceptance"))) {
            case "acceptance" -> "Refused by the acceptance criteria";
            case "hours" -> "Refused outside the hours of operation";
            case "cap" -> "Refused by a cap";
            case String other -> "Refused by the check " + other;
        };
    }

    private static String attempt(
            String name, @Nullable String outcome, Map<String, Object> facts) {
        String text = "Attempt " + facts.get("attempt") + " to " + name + " ended in " + outcome;
        Object status = facts.get("status");
        return status == null ? text : text + " (HTTP " + status + ")";
    }

    private static String certainly(@Nullable String outcome, Map<String, Object> facts) {
        boolean certain = !Boolean.FALSE.equals(facts.get("certain"));
        return certain ? String.valueOf(outcome) : outcome + ", not certain";
    }

    private static @Nullable String skip(@Nullable String reason, Map<String, Object> facts) {
        if (reason != null) {
            return reason;
        }
        return "disabled".equals(facts.get("code")) ? "it is disabled" : text(facts.get("code"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String because(String what, @Nullable String reason) {
        return reason == null || reason.isBlank() ? what : what + ": " + reason;
    }
}

package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Quota;
import io.waybill.feedback.terms.Reasons;
import io.waybill.feedback.terms.TypeDefinition;
import io.waybill.feedback.terms.TypeDefinition.ValueField;
import java.util.List;
import java.util.Optional;

/**
 * Why a feedback is not taken. The codes stand in events and are never changed.
 *
 * @param sentence the refusal in words; holds no value of anybody
 * @param detail in place of the sentence for the caller; may hold values of the lead
 */
public record FeedbackRefusal(String code, String sentence, Optional<Detail> detail) {

    /** Words with values of the lead in them, so they do not show themselves. */
    public record Detail(String text) {

        @Override
        public String toString() {
            return "Detail[" + text.length() + " characters]";
        }
    }

    private FeedbackRefusal(String code, String sentence) {
        this(code, sentence, Optional.empty());
    }

    /** What the caller is told. */
    public String words() {
        return detail.map(Detail::text).orElse(sentence);
    }

    static FeedbackRefusal unknownType(List<TypeDefinition> types) {
        List<String> names = types.stream().map(known -> known.type().text()).toList();
        int last = names.size() - 1;
        return new FeedbackRefusal(
                "feedback.type-unknown",
                "Feedback type must be "
                        + String.join(", ", names.subList(0, last))
                        + " or "
                        + names.get(last));
    }

    static FeedbackRefusal notEnabled(FeedbackType type) {
        boolean own = type.equals(FeedbackType.RETURN) || type.equals(FeedbackType.CONVERSION);
        return new FeedbackRefusal(
                own ? "feedback." + type.id() + "-not-enabled" : "feedback.type-not-enabled",
                type.label() + " feedback is not enabled");
    }

    static FeedbackRefusal notTakenBySource(FeedbackType type) {
        return new FeedbackRefusal(
                "feedback.source-not-enabled",
                "The source does not take " + lower(type) + " feedback");
    }

    static FeedbackRefusal tooLate(FeedbackType type) {
        return type.equals(FeedbackType.RETURN)
                ? new FeedbackRefusal(
                        "feedback.return-too-late",
                        "Lead is past the age at which it can be returned")
                : new FeedbackRefusal(
                        "feedback.too-late",
                        "Lead is past the age at which " + lower(type) + " feedback is taken");
    }

    static FeedbackRefusal reasonNotAllowed(Reasons reasons, boolean missing) {
        return new FeedbackRefusal(
                missing ? "feedback.reason-missing" : "feedback.reason-not-allowed",
                (missing ? "A reason is required: " : "Reason is not allowed, use one of: ")
                        + reasons.inWords());
    }

    static FeedbackRefusal valueMissing(ValueField field) {
        return new FeedbackRefusal("feedback.value-missing", field.id() + " is required");
    }

    static FeedbackRefusal valueInvalid(ValueField field) {
        return new FeedbackRefusal(
                "feedback.value-invalid", field.id() + " is not a valid " + field.type().id());
    }

    /**
     * @param detail the seller's words for it, or which rule it was
     */
    static FeedbackRefusal ruleNotMet(Detail detail) {
        return new FeedbackRefusal(
                "feedback.rule-not-met",
                "The lead does not meet the rules for this feedback",
                Optional.of(detail));
    }

    static FeedbackRefusal tooManyHops(int most) {
        return new FeedbackRefusal(
                "feedback.hops-too-many", "The feedback came through more than " + most + " flows");
    }

    static FeedbackRefusal quotaUsedUp(FeedbackType type, Quota quota) {
        return new FeedbackRefusal(
                "feedback.quota-used-up",
                "The quota of " + lower(type) + " feedback is used up: " + quota.inWords());
    }

    private static String lower(FeedbackType type) {
        return type.id().replace('_', ' ');
    }
}

package io.waybill.flowengine.warning;

import io.waybill.language.FieldCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the steps in their order and keeps what is certain of the leads that come so far.
 */
final class StepWarnings {

    private static final Pattern EVENT_ID =
            Pattern.compile("\\{\\{[^}]*\\bevent_id\\b[^}]*}}", Pattern.DOTALL);
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "json", "json_property.event_id",
                    "xml", "xml_path.event_id",
                    "query", "parameter.event_id",
                    "standard", "default.custom.event_id");

    private final FieldCatalogue fields;
    private final List<Warning> warnings;
    private final List<Term> known = new ArrayList<>();
    private @Nullable String stoppedBy;
    private boolean hasRecipient;

    StepWarnings(FieldCatalogue fields, Term acceptance, List<Warning> warnings) {
        this.fields = fields;
        this.warnings = warnings;
        known.add(acceptance);
    }

    boolean hasRecipient() {
        return hasRecipient;
    }

    void step(String field, Map<?, ?> step) {
        String type = String.valueOf(step.get("type"));
        String title = "Step \"" + step.get("name") + "\"";
        if (stoppedBy != null) {
            warn(
                    field,
                    title
                            + ": it is never reached, since step \""
                            + stoppedBy
                            + "\" stops every lead");
            return;
        }
        if (!FlowWarnings.isEnabled(step)) {
            if (!type.equals("filter")) {
                warn(field, title + ": it is disabled and passed over");
            }
            return;
        }
        switch (type) {
            case "filter" -> filter(field, title, step);
            case "recipient" -> recipient(field, title, step);
            case "buyer" -> buyer(field, title, step);
            case "routing" -> routing(field, title, step);
            default -> criteria(field, title, step);
        }
    }

    private void filter(String field, String title, Map<?, ?> step) {
        Term rules = Term.of(step.get("rule_set"));
        if (rules.equals(Term.NOTHING_ASKED)) {
            return;
        }
        if (isImpossible(rules)) {
            warn(
                    field + ".rule_set",
                    title + ": no lead that comes so far meets its rules, so that it stops none");
            return;
        }
        known.add(Term.not(rules));
        if (Contradictions.in(fields, known)) {
            stoppedBy = String.valueOf(step.get("name"));
        }
    }

    private void recipient(String field, String title, Map<?, ?> step) {
        hasRecipient = true;
        criteria(field, title, step);
        feedback(field, title, step);
        outcome(field, title, step);
    }

    /** How its connection stands is not in the definition. */
    private void buyer(String field, String title, Map<?, ?> step) {
        if (!Boolean.TRUE.equals(step.get("enabled"))) {
            warn(field, title + ": it is disabled and passed over");
            return;
        }
        hasRecipient = true;
        criteria(field, title, step);
    }

    private void routing(String field, String title, Map<?, ?> step) {
        criteria(field, title, step);
        new SegmentWarnings(fields, warnings).routing(field, title, step);
        List<Map<?, ?>> recipients = FlowWarnings.objects(step.get("recipients"));
        for (int i = 0; i < recipients.size(); i++) {
            Map<?, ?> recipient = recipients.get(i);
            String inner = field + ".recipients[" + i + "]";
            String name = title + ", recipient \"" + recipient.get("name") + "\"";
            if ("buyer".equals(recipient.get("type"))) {
                buyer(inner, name, recipient);
            } else if (FlowWarnings.isEnabled(recipient)) {
                recipient(inner, name, recipient);
            } else {
                warn(inner, name + ": it is disabled and gets no lead");
            }
        }
    }

    private void criteria(String field, String title, Map<?, ?> step) {
        Term rules = Term.of(step.get("rule_set"));
        if (!rules.equals(Term.NOTHING_ASKED) && isImpossible(rules)) {
            warn(
                    field + ".rule_set",
                    title
                            + ": no lead that comes so far meets its criteria, so that it is always passed over");
        }
    }

    private boolean isImpossible(Term rules) {
        List<Term> all = new ArrayList<>(known);
        all.add(rules);
        return Contradictions.in(fields, all);
    }

    /** Without the Event ID a buyer cannot say which lead its feedback is about. */
    private void feedback(String field, String title, Map<?, ?> step) {
        if (!takesFeedback(step) || !(step.get("delivery") instanceof Map<?, ?> delivery)) {
            return;
        }
        boolean sent =
                delivery.values().stream()
                        .anyMatch(value ->
                                value instanceof String text && EVENT_ID.matcher(text).find());
        if (!sent) {
            String setting =
                    SETTINGS.getOrDefault(
                            String.valueOf(delivery.get("format")), "form_field.event_id");
            warn(
                    field + ".delivery",
                    title
                            + ": feedback is on, but no mapping sends the event_id that a buyer needs"
                            + " for it; add "
                            + setting
                            + " with {{event_id}}, or switch feedback off");
        }
    }

    /** A reply that says nothing would sell the lead, whatever its status. */
    private void outcome(String field, String title, Map<?, ?> step) {
        if (step.get("delivery") instanceof Map<?, ?> delivery
                && delivery.get("default_outcome") instanceof String outcome
                && outcome.strip().equalsIgnoreCase("success")) {
            warn(
                    field + ".delivery.default_outcome",
                    title
                            + ": default_outcome is success: a reply that says nothing else sells the"
                            + " lead, also one with status 404; leave it out, or name what a"
                            + " success looks like with outcome_search_term alone");
        }
    }

    private static boolean takesFeedback(Map<?, ?> step) {
        Map<?, ?> feedback = step.get("feedback") instanceof Map<?, ?> map ? map : Map.of();
        return isOn(feedback.get("return")) || isOn(feedback.get("conversion"));
    }

    private static boolean isOn(@Nullable Object kind) {
        return !(kind instanceof Map<?, ?> map) || FlowWarnings.isEnabled(map);
    }

    private void warn(String field, String message) {
        warnings.add(new Warning(field, message));
    }
}

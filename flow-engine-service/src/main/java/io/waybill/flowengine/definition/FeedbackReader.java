package io.waybill.flowengine.definition;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks what a definition says of feedback. The flow names the types, a recipient says what it
 * takes of the buyer, a source what it takes and how it is told. Feedback-service reads them from
 * the deployed version; the engine itself needs little of it.
 */
final class FeedbackReader {

    private static final String FEEDBACK = "feedback";
    private static final String TYPES = "feedback_types";
    private static final String ACCESS = "access";
    private static final String RETURN = "return";
    private static final String CONVERSION = "conversion";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> RESERVED =
            Set.of(ACCESS, "unknown", "type", "reason", "id", "event_id", "at");
    private static final int MOST_TYPES = 50;
    private static final int MOST_VALUES = 50;
    private static final int SHORTEST_KEY = 16;

    private final Set<String> types;
    private final FeedbackTermsReader terms;

    private FeedbackReader(Set<String> types, FeedbackTermsReader terms) {
        this.types = types;
        this.terms = terms;
    }

    /** Reads the types of the flow. */
    static FeedbackReader of(ObjectReader flow, FieldCatalogue fields) {
        LanguageReader language = new LanguageReader(Scope.ofFeedback(fields));
        return new FeedbackReader(types(flow), new FeedbackTermsReader(language));
    }

    /** What a recipient takes; the parts that the engine hands on. */
    RecipientStep.Feedback ofStep(ObjectReader step) {
        Map<String, FeedbackTermsReader.Terms> read = new HashMap<>();
        step.child(FEEDBACK)
                .ifPresent(json -> {
                    checkNames(json, true);
                    types.forEach(type ->
                            json.child(type)
                                    .ifPresent(given -> read.put(type, terms.readStep(given))));
                    json.child(ACCESS).ifPresent(FeedbackReader::checkAccess);
                });
        FeedbackTermsReader.Terms returns =
                read.getOrDefault(RETURN, FeedbackTermsReader.Terms.OPEN);
        return new RecipientStep.Feedback(
                returns.enabled(),
                returns.maxAgeDays(),
                read.getOrDefault(CONVERSION, FeedbackTermsReader.Terms.OPEN).enabled());
    }

    /** What a source takes, and how it is told. */
    void ofSource(ObjectReader source) {
        source.child(FEEDBACK)
                .ifPresent(json -> {
                    checkNames(json, false);
                    types.forEach(type -> json.child(type).ifPresent(terms::readSource));
                });
    }

    private void checkNames(ObjectReader feedback, boolean ofStep) {
        for (Object key : feedback.object().keySet()) {
            String name = key.toString();
            if (!types.contains(name) && !(ofStep && name.equals(ACCESS))) {
                feedback.unfit(name, "the flow knows no feedback type " + name);
            }
        }
    }

    private static Set<String> types(ObjectReader flow) {
        Set<String> types = new LinkedHashSet<>(List.of(RETURN, CONVERSION));
        Set<String> listed = new HashSet<>();
        List<ObjectReader> items = flow.children(TYPES);
        if (items.size() > MOST_TYPES) {
            flow.unfit(TYPES, "at most " + MOST_TYPES + " feedback types are allowed");
        }
        for (ObjectReader item : items) {
            String id = item.text("id").orElse("");
            ObjectReader type = item.ownedBy("Feedback type \"" + id + "\"");
            if (!NAME.matcher(id).matches() || RESERVED.contains(id)) {
                type.unfit("id", "the id must be small letters, digits and _, a letter first");
            } else if (!listed.add(id)) {
                type.unfit("id", "the type is listed twice");
            } else {
                types.add(id);
            }
            checkValues(type);
        }
        return types;
    }

    private static void checkValues(ObjectReader type) {
        Set<String> ids = new HashSet<>();
        List<ObjectReader> values = type.children("values");
        if (values.size() > MOST_VALUES) {
            type.unfit("values", "at most " + MOST_VALUES + " values are allowed");
        }
        for (ObjectReader value : values) {
            String id = value.text("id").orElse("");
            if (!NAME.matcher(id).matches() || RESERVED.contains(id)) {
                value.unfit("id", "a value is named by small letters, digits and _");
            } else if (!ids.add(id)) {
                value.unfit("id", "the value " + id + " is listed twice");
            }
            if (value.text("type").flatMap(FieldType::find).isEmpty()) {
                value.unfit("type", "the type of the value " + id + " is missing or unknown");
            }
            value.flag("required", false);
        }
    }

    /** Secrets are sealed by now, so that only what came in clear can be judged. */
    private static void checkAccess(ObjectReader access) {
        for (Object key : access.object().keySet()) {
            String name = key.toString();
            if (!SecretSettings.isAccessSecret(name)) {
                access.unfit(name, "feedback asks for a key or a signature_secret");
            } else {
                access.text(name)
                        .filter(text ->
                                text.length() < SHORTEST_KEY && !SecretSettings.isSealed(text))
                        .ifPresent(_ ->
                                access.unfit(
                                        name,
                                        name
                                                + " must have at least "
                                                + SHORTEST_KEY
                                                + " characters"));
            }
        }
    }
}

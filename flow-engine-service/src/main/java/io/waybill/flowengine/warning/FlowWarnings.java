package io.waybill.flowengine.warning;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a definition in JSON for what its owner hardly means: it can be deployed all the
 * same. Only what is certain is said.
 */
public final class FlowWarnings {

    private final Map<String, Object> flow;
    private final FieldCatalogue fields;
    private final List<Warning> warnings = new ArrayList<>();

    private FlowWarnings(Map<String, Object> flow) {
        this.flow = flow;
        this.fields = FieldCatalogue.standard().with(ownFields(flow));
    }

    public static List<Warning> of(Map<String, Object> definition) {
        FlowWarnings found = new FlowWarnings(definition);
        found.sources();
        found.acceptance();
        found.requiredFields();
        found.steps();
        return List.copyOf(found.warnings);
    }

    private void sources() {
        List<Map<?, ?>> sources = objects(flow.get("sources"));
        if (!sources.isEmpty() && sources.stream().noneMatch(FlowWarnings::isEnabled)) {
            warn("sources", "Flow: all sources are disabled, so that no lead can come in");
        }
    }

    private void acceptance() {
        Term ofFlow = criteria(flow);
        if (Contradictions.in(fields, List.of(ofFlow))) {
            warn(
                    "acceptance",
                    "Acceptance: its rules exclude each other, so that every lead is refused");
            return;
        }
        List<Map<?, ?>> sources = objects(flow.get("sources"));
        for (int i = 0; i < sources.size(); i++) {
            Term ofSource = criteria(sources.get(i));
            if (!ofSource.equals(Term.NOTHING_ASKED)
                    && Contradictions.in(fields, List.of(ofFlow, ofSource))) {
                warn(
                        "sources[" + i + "].acceptance",
                        "Source \""
                                + sources.get(i).get("name")
                                + "\": the rules of flow and source exclude each other, so that"
                                + " every lead of it is refused");
            }
        }
    }

    private static Term criteria(Map<?, ?> owner) {
        return owner.get("acceptance") instanceof Map<?, ?> acceptance
                ? Term.of(acceptance.get("rule_set"))
                : Term.NOTHING_ASKED;
    }

    private void requiredFields() {
        String rules = rulesThatStop();
        List<Map<?, ?>> own = objects(flow.get("fields"));
        for (int i = 0; i < own.size(); i++) {
            String id = String.valueOf(own.get(i).get("id"));
            if (Boolean.TRUE.equals(own.get(i).get("required")) && !reads(rules, "lead." + id)) {
                warn(
                        "fields[" + i + "]",
                        "Field \""
                                + id
                                + "\": it is said to be required, but no rule refuses a lead"
                                + " without it; add lead."
                                + id
                                + " is not blank to the acceptance criteria");
            }
        }
    }

    private String rulesThatStop() {
        StringBuilder rules = new StringBuilder();
        rules.append(flow.get("acceptance"));
        objects(flow.get("sources")).forEach(source -> rules.append(source.get("acceptance")));
        objects(flow.get("steps")).stream()
                .filter(step -> "filter".equals(step.get("type")) && isEnabled(step))
                .forEach(step -> rules.append(step.get("rule_set")));
        return rules.toString();
    }

    private static boolean reads(String rules, String path) {
        int at = rules.indexOf(path);
        while (at >= 0) {
            int end = at + path.length();
            if (end == rules.length() || !isPartOfName(rules.charAt(end))) {
                return true;
            }
            at = rules.indexOf(path, end);
        }
        return false;
    }

    private static boolean isPartOfName(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private void steps() {
        List<Map<?, ?>> steps = objects(flow.get("steps"));
        StepWarnings walk = new StepWarnings(fields, criteria(flow), warnings);
        for (int i = 0; i < steps.size(); i++) {
            walk.step("steps[" + i + "]", steps.get(i));
        }
        if (!steps.isEmpty() && !walk.hasRecipient()) {
            warn("steps", "Flow: no step that is enabled hands leads to anybody");
        }
    }

    private void warn(String field, String message) {
        warnings.add(new Warning(field, message));
    }

    static boolean isEnabled(Map<?, ?> part) {
        return !Boolean.FALSE.equals(part.get("enabled"));
    }

    static List<Map<?, ?>> objects(@Nullable Object json) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (json instanceof List<?> items) {
            for (Object item : items) {
                objects.add(item instanceof Map<?, ?> object ? object : Map.of());
            }
        }
        return objects;
    }

    private static Map<String, FieldType> ownFields(Map<String, Object> flow) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (Map<?, ?> field : objects(flow.get("fields"))) {
            FieldType.find(String.valueOf(field.get("type")))
                    .ifPresent(type -> types.put(String.valueOf(field.get("id")), type));
        }
        return types;
    }
}

package io.waybill.intake.docs;

import io.waybill.intake.flows.Source;
import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import io.waybill.language.InvalidRule;
import io.waybill.language.RuleSet;
import io.waybill.language.RuleWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in a version's definition what one of its sources has to know. */
public final class DocsReader {

    private final Map<String, Object> flow;
    private final Map<?, ?> source;
    private final FieldCatalogue catalogue;

    private DocsReader(Map<String, Object> flow, Map<?, ?> source) {
        this.flow = flow;
        this.source = source;
        this.catalogue = FieldCatalogue.standard().with(ownTypes(flow));
    }

    /**
     * @param definition the version in JSON
     * @param base address of the source, without {@code /submit}
     */
    public static SubmissionDocs read(
            SubmissionTarget target, Map<String, Object> definition, String base) {
        Source found = target.source();
        Map<?, ?> source =
                objects(definition.get("sources")).stream()
                        .filter(item -> found.id().toString().equals(item.get("id")))
                        .findFirst()
                        .orElse(Map.of());
        DocsReader reader = new DocsReader(definition, source);
        return new SubmissionDocs(
                new SubmissionDocs.Address(
                        target.version().definition().name(),
                        text(source.get("name")),
                        target.version().id().number(),
                        base),
                new SubmissionDocs.Terms(
                        found.key().isPresent(),
                        found.mayTest(),
                        Boolean.TRUE.equals(definition.get("ping_enabled")),
                        target.version().respondWithin()),
                reader.rules(),
                reader.fields());
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (Map<?, ?> owner : List.of(flow, source)) {
            if (owner.get("acceptance") instanceof Map<?, ?> acceptance) {
                ruleSet(acceptance.get("rule_set"))
                        .ifPresent(set -> rules.addAll(RuleWords.demands(set)));
            }
        }
        objects(flow.get("list_checks")).stream().map(ListChecks::words).forEach(rules::addAll);
        for (Map<?, ?> owner : List.of(flow, source)) {
            OpenHours.words(owner.get("hours_of_operation")).ifPresent(rules::add);
        }
        return List.copyOf(rules);
    }

    private static Optional<RuleSet> ruleSet(@Nullable Object json) {
        try {
            return Optional.of(RuleSet.parse(json));
        } catch (InvalidRule ofAnotherBuild) {
            return Optional.empty();
        }
    }

    private List<SubmissionDocs.Field> fields() {
        Map<String, SubmissionDocs.Field> fields = new LinkedHashMap<>();
        Set<String> demanded = demanded();
        for (Map<?, ?> own : objects(flow.get("fields"))) {
            String id = text(own.get("id"));
            catalogue
                    .typeOf(id)
                    .ifPresent(type ->
                            fields.put(
                                    id,
                                    new SubmissionDocs.Field(
                                            id,
                                            type,
                                            text(own.get("label")),
                                            text(own.get("description")),
                                            Boolean.TRUE.equals(own.get("required"))
                                                    || demanded.contains(id))));
        }
        new FieldUses(catalogue, flow, source)
                .found()
                .forEach((id, type) ->
                        fields.putIfAbsent(
                                id,
                                new SubmissionDocs.Field(id, type, "", "", demanded.contains(id))));
        return fields.values().stream()
                .sorted(Comparator.comparing(field -> !field.required()))
                .toList();
    }

    /** Fields that a rule by itself wants to be there. */
    private Set<String> demanded() {
        Set<String> demanded = new java.util.HashSet<>();
        for (Map<?, ?> owner : List.of(flow, source)) {
            if (owner.get("acceptance") instanceof Map<?, ?> acceptance) {
                demanded(acceptance.get("rule_set"), demanded);
            }
        }
        return demanded;
    }

    private void demanded(@Nullable Object json, Set<String> found) {
        if (!(json instanceof Map<?, ?> map)) {
            return;
        }
        if (map.get("rules") instanceof List<?> rules) {
            if (rules.size() == 1 || !"or".equalsIgnoreCase(text(map.get("op")))) {
                rules.forEach(rule -> demanded(rule, found));
            }
        } else if ("is not blank".equals(map.get("op"))) {
            FieldUses.fieldAt(catalogue, text(map.get("lhv"))).ifPresent(found::add);
        }
    }

    private static Map<String, FieldType> ownTypes(Map<String, Object> flow) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (Map<?, ?> field : objects(flow.get("fields"))) {
            FieldType.find(text(field.get("type")))
                    .ifPresent(type -> types.put(text(field.get("id")), type));
        }
        return types;
    }

    static List<Map<?, ?>> objects(@Nullable Object json) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (json instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    static String text(@Nullable Object json) {
        return json == null ? "" : json.toString();
    }
}

package io.waybill.flowengine.definition;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the JSON model of a whole definition. */
public final class FlowReader {

    /** No source waits longer for an answer, so nothing that it waits for may take longer. */
    public static final int LONGEST_RESPONSE_SECONDS = 360;

    private static final int USUAL_RESPONSE_SECONDS = 30;
    private static final Pattern FIELD_ID =
            Pattern.compile("[a-z][a-z0-9_]{0,199}(\\.[a-z0-9_]{1,200}){0,8}");
    private static final int MOST_STEPS = 200;
    private static final int MOST_SOURCES = 500;
    private static final int MOST_FIELDS = 1000;

    private final ObjectReader json;

    private FlowReader(ObjectReader json) {
        this.json = json;
    }

    /** What reading came to. */
    public sealed interface Result {

        /** The definition can run. */
        record Sound(FlowDefinition definition) implements Result {}

        /** It cannot; at least one flaw says why. */
        record Unsound(List<Flaw> flaws) implements Result {}
    }

    /** Reads a definition that is to be deployed, in which each source and step has its id. */
    public static Result read(Map<String, Object> definition) {
        return read(definition, Flaws::all);
    }

    /**
     * Reads a version that was deployed once, maybe before a check or a name existed that would
     * keep it from being deployed today: it is unsound only where it cannot be compiled.
     */
    public static Result readDeployed(Map<String, Object> definition) {
        return read(definition, Flaws::stopping);
    }

    private static Result read(
            Map<String, Object> definition, Function<Flaws, List<Flaw>> preventing) {
        Flaws flaws = new Flaws();
        ObjectReader json = new ObjectReader(definition, "", "Flow", flaws);
        FlowDefinition read = new FlowReader(json).read();
        List<Flaw> found = preventing.apply(flaws);
        return found.isEmpty() ? new Result.Sound(read) : new Result.Unsound(found);
    }

    private FlowDefinition read() {
        int respondSeconds =
                json.whole("respond_within_seconds", 1, LONGEST_RESPONSE_SECONDS)
                        .orElse(USUAL_RESPONSE_SECONDS);
        FieldCatalogue fields = FieldCatalogue.standard().with(ownFields());
        Scope scope = new Scope(fields);
        StepNames names = new StepNames();
        LanguageReader language = new LanguageReader(scope);
        FeedbackReader feedback = FeedbackReader.of(json, fields);
        List<ListCheck> checks = new ListCheckReader(scope, language).read(json, names);
        return new FlowDefinition(
                json.name(),
                Duration.ofSeconds(respondSeconds),
                fields,
                new HoursReader(language).read(json),
                new PricingReader(language)
                        .purchase(json, "purchase_price")
                        .orElseGet(() -> Pricing.of(Pricing.NOTHING)),
                json.flag("ping_enabled", false),
                checks,
                SourceReader.acceptance(json.ownedBy("Acceptance"), language),
                new CapReader(scope, language).read(json),
                sources(new SourceReader(scope, language, feedback)),
                steps(new StepReader(scope, language, names, feedback, respondSeconds)),
                new FlowDefinition.Needs(scope.needsAccountKey(), scope.lists(), scope.partners()));
    }

    private Map<String, FieldType> ownFields() {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        for (ObjectReader item : limited("fields", MOST_FIELDS)) {
            String id = item.text("id").orElse("");
            ObjectReader field = item.ownedBy("Field \"" + id + "\"");
            Optional<FieldType> type = field.text("type").flatMap(FieldType::find);
            if (!FIELD_ID.matcher(id).matches()) {
                field.unfit("id", "the id must be small letters, digits and _, a letter first");
            }
            if (type.isEmpty()) {
                field.flaw("type", "the type is missing or unknown");
            } else if (fields.putIfAbsent(id, type.get()) != null) {
                field.unfit("id", "the field is listed twice");
            } else if (differsFromStandard(id, type.get())) {
                field.unfit("type", "it is a standard field of another type");
            }
        }
        return fields;
    }

    private static boolean differsFromStandard(String id, FieldType type) {
        return FieldCatalogue.standard()
                .typeOf(id)
                .filter(known -> !known.equals(type))
                .isPresent();
    }

    private List<SourceDefinition> sources(SourceReader reader) {
        List<ObjectReader> items = limited("sources", MOST_SOURCES);
        if (items.isEmpty()) {
            json.flaw("sources", "it has no source that could submit leads");
        }
        return items.stream().map(reader::read).toList();
    }

    private List<Step> steps(StepReader reader) {
        List<Step> steps = new ArrayList<>();
        List<ObjectReader> items = limited("steps", MOST_STEPS);
        for (int i = 0; i < items.size(); i++) {
            reader.read(items.get(i), i).ifPresent(steps::add);
        }
        return steps;
    }

    private List<ObjectReader> limited(String key, int most) {
        List<ObjectReader> items = json.children(key);
        if (items.size() > most) {
            json.unfit(key, "at most " + most + " " + key + " are allowed");
        }
        return items;
    }
}

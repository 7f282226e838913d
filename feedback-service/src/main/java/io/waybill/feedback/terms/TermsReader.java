package io.waybill.feedback.terms;

import io.waybill.feedback.terms.FeedbackTerms.Options;
import io.waybill.feedback.terms.FeedbackTerms.Side;
import io.waybill.feedback.terms.TypeDefinition.ValueField;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import io.waybill.language.InvalidRule;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a deployed version says of feedback. Rules that an older build let pass and this one
 * cannot compile never hold: what a seller wanted to be checked is not waved through.
 */
public final class TermsReader {

    private static final String FEEDBACK = "feedback";
    private static final Set<String> NO_RECIPIENTS = Set.of("filter", "enhancement", "routing");

    private final Json definition;
    private final ZoneId zone;
    private final List<TypeDefinition> types;

    private TermsReader(Json definition, ZoneId zone) {
        this.definition = definition;
        this.zone = zone;
        this.types = types(definition);
    }

    /**
     * @param definition JSON of the version
     * @param accountZone whose calendar quotas go by that name none
     */
    public static TermsReader of(Map<String, ?> definition, ZoneId accountZone) {
        return new TermsReader(new Json(definition), accountZone);
    }

    /** The terms of a lead that the source sent and the step delivered. */
    public FeedbackTerms terms(UUID sourceId, String stepId) {
        Json step = recipient(stepId).orElse(Json.NOTHING);
        Json stepFeedback = step.child(FEEDBACK);
        Json source = source(sourceId).child(FEEDBACK);
        Json access = stepFeedback.child("access");
        return new FeedbackTerms(
                types,
                side(stepFeedback),
                side(source),
                sendings(source),
                new Options(
                        new Access(access.text("key"), access.text("signature_secret")),
                        stepFeedback.child("return").flag("resell", false)));
    }

    /** Whether a recipient has that id; look-ups have an id too and take no feedback. */
    public boolean isRecipient(String stepId) {
        return recipient(stepId).isPresent();
    }

    /** The fields of the flow, standard ones and its own. */
    public FieldCatalogue fields() {
        Map<String, FieldType> own = new LinkedHashMap<>();
        for (Json field : definition.children("fields")) {
            Optional<FieldType> type = field.text("type").flatMap(FieldType::find);
            field.text("id").ifPresent(id -> type.ifPresent(known -> own.put(id, known)));
        }
        return FieldCatalogue.standard().with(own);
    }

    /** The name of a source, as templates see it. */
    public String sourceName(UUID sourceId) {
        return source(sourceId).text("name").orElse("");
    }

    /** The name of a recipient, as templates see it. */
    public String stepName(String stepId) {
        return recipient(stepId).flatMap(step -> step.text("name")).orElse("");
    }

    private Json source(UUID sourceId) {
        return definition.children("sources").stream()
                .filter(source -> sourceId.toString().equals(source.raw("id")))
                .findFirst()
                .orElse(Json.NOTHING);
    }

    /** Recipients are steps, or stand in routing steps. */
    private Optional<Json> recipient(String stepId) {
        return definition.children("steps").stream()
                .flatMap(step ->
                        Stream.concat(Stream.of(step), step.children("recipients").stream()))
                .filter(step -> stepId.equals(step.raw("id")))
                .filter(step -> step.text("type").filter(NO_RECIPIENTS::contains).isEmpty())
                .findFirst();
    }

    private static List<TypeDefinition> types(Json definition) {
        Map<FeedbackType, TypeDefinition> types = new LinkedHashMap<>();
        for (FeedbackType type : List.of(FeedbackType.RETURN, FeedbackType.CONVERSION)) {
            types.put(type, TypeDefinition.of(type));
        }
        for (Json item : definition.children("feedback_types")) {
            item.text("id")
                    .flatMap(FeedbackType::named)
                    .ifPresent(type -> types.put(type, new TypeDefinition(type, values(item))));
        }
        return List.copyOf(types.values());
    }

    private static List<ValueField> values(Json type) {
        List<ValueField> values = new ArrayList<>();
        for (Json field : type.children("values")) {
            field.text("id")
                    .ifPresent(id ->
                            values.add(
                                    new ValueField(
                                            id,
                                            field.text("type")
                                                    .flatMap(FieldType::find)
                                                    .orElse(FieldType.STRING),
                                            field.flag("required", false))));
        }
        return values;
    }

    private Side side(Json feedback) {
        Map<FeedbackType, TypeTerms> terms = new LinkedHashMap<>();
        for (TypeDefinition known : types) {
            String id = known.type().id();
            if (feedback.has(id)) {
                terms.put(known.type(), terms(feedback.child(id)));
            }
        }
        return new Side(terms);
    }

    private TypeTerms terms(Json json) {
        List<String> reasons = json.texts("reasons");
        return new TypeTerms(
                json.flag("enabled", true),
                json.whole("max_age_days"),
                reasons.isEmpty()
                        ? Reasons.ANY
                        : new Reasons(reasons, json.flag("other_reasons", false)),
                rules(json.raw("rule_set"))
                        .map(set -> new TypeTerms.Rules(set, template(json.text("reason")))),
                quota(json.child("quota")));
    }

    private Optional<Quota> quota(Json json) {
        Optional<Long> most = json.number("maximum").map(BigDecimal::longValue);
        Optional<BigDecimal> share = json.number("share");
        if (most.isEmpty() && share.isEmpty()) {
            return Optional.empty();
        }
        Period.Unit unit = json.text("per").flatMap(Period.Unit::of).orElse(Period.Unit.MONTH);
        ZoneId calendar = json.text("time_zone").flatMap(TermsReader::zone).orElse(zone);
        return Optional.of(new Quota(most, share, new Period(unit, calendar)));
    }

    private Map<FeedbackType, Sending> sendings(Json source) {
        Map<FeedbackType, Sending> sendings = new LinkedHashMap<>();
        for (TypeDefinition known : types) {
            Json type = source.child(known.type().id());
            if (type.has("send") && type.child("send").flag("enabled", true)) {
                sendings.put(known.type(), SendingReader.read(type.child("send"), known));
            }
        }
        return sendings;
    }

    static Optional<RuleSet> rules(@Nullable Object json) {
        try {
            return Optional.of(RuleSet.parse(json)).filter(set -> !set.isEmpty());
        } catch (InvalidRule broken) {
            return Optional.of(never());
        }
    }

    private static RuleSet never() {
        return RuleSet.parse(
                Map.of(
                        "op",
                        "and",
                        "rules",
                        List.of(
                                Map.of("lhv", "lead.id", "op", "is blank"),
                                Map.of("lhv", "lead.id", "op", "is not blank"))));
    }

    private static Optional<Template> template(Optional<String> text) {
        try {
            return text.map(Template::compile);
        } catch (InvalidTemplate broken) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}

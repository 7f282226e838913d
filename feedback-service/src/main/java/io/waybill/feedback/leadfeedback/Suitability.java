package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.leadfeedback.FeedbackCommand.Give;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Readings;
import io.waybill.feedback.leadfeedback.FeedbackRefusal.Detail;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Quota;
import io.waybill.feedback.terms.Reasons;
import io.waybill.feedback.terms.TypeDefinition;
import io.waybill.feedback.terms.TypeDefinition.ValueField;
import io.waybill.feedback.terms.TypeTerms;
import io.waybill.language.Evaluation;
import io.waybill.language.TemplateFailed;
import io.waybill.language.Vars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a call suits the terms of the step and those of the source, in this order. */
sealed interface Suitability {

    /** Through how many flows feedback may go. */
    int MOST_HOPS = 10;

    /**
     * @param kept the call as it is recorded
     */
    record Fit(GiveFeedback kept, FeedbackType type) implements Suitability {}

    record Unfit(GiveFeedback kept, FeedbackRefusal refusal) implements Suitability {}

    static Suitability of(Give give, Delivered delivered) {
        FeedbackTerms terms = delivered.terms();
        Optional<TypeDefinition> known = give.given().type().flatMap(terms::definition);
        if (known.isEmpty()) {
            return new Unfit(
                    give.given().withoutType(), FeedbackRefusal.unknownType(terms.types()));
        }
        TypeDefinition definition = known.get();
        GiveFeedback kept =
                listed(give.given().with(own(give.given().values(), definition)), terms);
        return tooFar(give.hops())
                .or(() -> refusal(kept, definition, delivered))
                .or(() -> notMet(give.readings(), definition.type(), terms))
                .<Suitability>map(refusal -> new Unfit(kept, refusal))
                .orElseGet(() -> new Fit(kept, definition.type()));
    }

    /** Sources that are flows themselves pass feedback on, which must not go round for ever. */
    private static Optional<FeedbackRefusal> tooFar(int hops) {
        return hops > MOST_HOPS
                ? Optional.of(FeedbackRefusal.tooManyHops(MOST_HOPS))
                : Optional.empty();
    }

    /** What the type has no name for is not kept. */
    private static Values own(Values values, TypeDefinition definition) {
        Map<String, String> own = new LinkedHashMap<>();
        for (ValueField field : definition.values()) {
            String value = values.byName().get(field.id());
            if (value != null) {
                own.put(field.id(), value);
            }
        }
        return new Values(own);
    }

    /** The source's spelling goes before the step's: it is the one who counts by reasons. */
    private static GiveFeedback listed(GiveFeedback given, FeedbackTerms terms) {
        FeedbackType type = given.type().orElseThrow();
        Optional<String> reason = given.reason().map(Reason::text);
        return reason.flatMap(terms.source().of(type).reasons()::asListed)
                .or(() -> reason.flatMap(terms.step().of(type).reasons()::asListed))
                .map(given::withReason)
                .orElse(given);
    }

    private static Optional<FeedbackRefusal> refusal(
            GiveFeedback given, TypeDefinition definition, Delivered delivered) {
        FeedbackType type = definition.type();
        TypeTerms step = delivered.terms().step().of(type);
        TypeTerms source = delivered.terms().source().of(type);
        if (!step.enabled()) {
            return Optional.of(FeedbackRefusal.notEnabled(type));
        }
        if (!source.enabled()) {
            return Optional.of(FeedbackRefusal.notTakenBySource(type));
        }
        if (step.isTooOld(delivered.at(), given.at())
                || source.isTooOld(delivered.at(), given.at())) {
            return Optional.of(FeedbackRefusal.tooLate(type));
        }
        return reason(given, List.of(step.reasons(), source.reasons()))
                .or(() -> value(given, definition));
    }

    private static Optional<FeedbackRefusal> reason(GiveFeedback given, List<Reasons> lists) {
        Optional<String> reason = given.reason().map(Reason::text);
        return lists.stream()
                .filter(list -> !list.take(reason))
                .findFirst()
                .map(list -> FeedbackRefusal.reasonNotAllowed(list, reason.isEmpty()));
    }

    private static Optional<FeedbackRefusal> value(GiveFeedback given, TypeDefinition definition) {
        for (ValueField field : definition.values()) {
            String value = given.values().byName().get(field.id());
            if (value == null && field.required()) {
                return Optional.of(FeedbackRefusal.valueMissing(field));
            }
            if (value != null && !field.type().parse(value).valid()) {
                return Optional.of(FeedbackRefusal.valueInvalid(field));
            }
        }
        return Optional.empty();
    }

    private static Optional<FeedbackRefusal> notMet(
            Readings readings, FeedbackType type, FeedbackTerms terms) {
        List<TypeTerms> sides = List.of(terms.step().of(type), terms.source().of(type));
        for (TypeTerms side : sides) {
            Optional<FeedbackRefusal> broken =
                    side.rules().flatMap(rules -> broken(rules, readings.vars()));
            if (broken.isPresent()) {
                return broken;
            }
        }
        List<Quota> usedUp = new ArrayList<>();
        sides.getFirst()
                .quota()
                .filter(quota -> isUsedUp(quota, readings.ofStep()))
                .ifPresent(usedUp::add);
        sides.getLast()
                .quota()
                .filter(quota -> isUsedUp(quota, readings.ofSource()))
                .ifPresent(usedUp::add);
        return usedUp.stream().findFirst().map(quota -> FeedbackRefusal.quotaUsedUp(type, quota));
    }

    /** Without a reading nothing is counted: a test lead. */
    private static boolean isUsedUp(Quota quota, Optional<Quota.Reading> reading) {
        return reading.filter(quota::isUsedUp).isPresent();
    }

    private static Optional<FeedbackRefusal> broken(TypeTerms.Rules rules, Vars vars) {
        Evaluation evaluation = rules.set().evaluate(vars);
        return evaluation.pass()
                ? Optional.empty()
                : Optional.of(
                        FeedbackRefusal.ruleNotMet(
                                words(rules, vars)
                                        .orElseGet(() -> new Detail(evaluation.sentence()))));
    }

    private static Optional<Detail> words(TypeTerms.Rules rules, Vars vars) {
        try {
            return rules.reason()
                    .map(template -> template.renderText(vars).strip())
                    .filter(text -> !text.isEmpty())
                    .map(Detail::new);
        } catch (TemplateFailed tooMuch) {
            return Optional.empty();
        }
    }
}

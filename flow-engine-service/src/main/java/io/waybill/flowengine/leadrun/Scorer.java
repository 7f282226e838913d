package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.RoutingStep.Candidate;
import io.waybill.flowengine.definition.RoutingStep.Worth;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Says what the recipients of a routing step come to for a lead. A recipient without a history is
 * taken for what the others have done together, and where none has one, for the middle: who is new
 * is neither preferred nor starved.
 */
final class Scorer {

    private static final BigDecimal MIDDLE = new BigDecimal("0.5");
    private static final int DECIMALS = 4;

    private final Passage passage;
    private final RoutingStep step;
    private final Vars vars;
    private final Map<String, History> histories = new HashMap<>();
    private final BigDecimal usualAcceptance;
    private final BigDecimal usualConversion;

    /**
     * @param candidates those that are compared now
     */
    Scorer(Passage passage, RoutingStep step, List<Candidate> candidates) {
        this.passage = passage;
        this.step = step;
        this.vars = passage.vars();
        candidates.stream().filter(step::weighsHistory).forEach(this::read);
        this.usualAcceptance = together(History::accepted, History::delivered);
        this.usualConversion = together(History::converted, History::accepted);
    }

    private void read(Candidate candidate) {
        String id = candidate.recipient().id();
        passage.readings
                .history(passage.flow.id(), id)
                .ifPresent(history -> histories.put(id, history));
    }

    private BigDecimal together(ToLongFunction<History> part, ToLongFunction<History> whole) {
        return History.rate(
                        histories.values().stream().mapToLong(part).sum(),
                        histories.values().stream().mapToLong(whole).sum())
                .orElse(MIDDLE);
    }

    Scored score(Candidate candidate) {
        Worth worth = candidate.worth();
        Optional<History> history = Optional.ofNullable(histories.get(candidate.recipient().id()));
        Optional<BigDecimal> free = free(candidate);
        Optional<RoutingStep.Segment> segment = segment(candidate, history);
        List<Scored.Part> parts = new ArrayList<>();
        if (!worth.characteristics().isEmpty()) {
            add(parts, "characteristics", Enhancer.sum(worth.characteristics(), vars));
        }
        if (worth.priority().signum() != 0) {
            add(parts, "priority", worth.priority());
        }
        free.ifPresent(left -> add(parts, "free_capacity", worth.freeCapacity().multiply(left)));
        add(
                parts,
                "acceptance",
                worth.acceptance(),
                history.flatMap(History::acceptance),
                usualAcceptance);
        add(
                parts,
                "conversion",
                worth.conversion(),
                history.flatMap(History::conversion),
                usualConversion);
        segment.ifPresent(in -> add(parts, "segment", worth.segment().multiply(in.score())));
        return new Scored(
                parts.stream().map(Scored.Part::points).reduce(BigDecimal.ZERO, BigDecimal::add),
                free,
                history,
                segment.map(RoutingStep.Segment::name),
                parts);
    }

    private static void add(List<Scored.Part> parts, String part, BigDecimal points) {
        parts.add(new Scored.Part(part, points, false));
    }

    private static void add(
            List<Scored.Part> parts,
            String part,
            BigDecimal weight,
            Optional<BigDecimal> rate,
            BigDecimal usual) {
        if (weight.signum() != 0) {
            BigDecimal points =
                    weight.multiply(rate.orElse(usual)).setScale(DECIMALS, RoundingMode.HALF_UP);
            parts.add(new Scored.Part(part, points, rate.isEmpty()));
        }
    }

    /** Empty where it is worth nothing. */
    private Optional<BigDecimal> free(Candidate candidate) {
        return candidate.worth().freeCapacity().signum() == 0
                ? Optional.empty()
                : Optional.of(new CapKeeper(passage).free(candidate.recipient()));
    }

    /** The first that the recipient fits; empty also where it is worth nothing. */
    private Optional<RoutingStep.Segment> segment(Candidate candidate, Optional<History> history) {
        if (candidate.worth().segment().signum() == 0 || step.segments().isEmpty()) {
            return Optional.empty();
        }
        Vars facts = Vars.of(Map.of("recipient", facts(candidate, history)));
        return step.segments().stream()
                .filter(one -> one.rules().map(rules -> rules.holds(facts)).orElse(true))
                .findFirst();
    }

    /** What the rules of segments read; what is not known is not there. */
    private static Map<String, Object> facts(Candidate candidate, Optional<History> history) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("volume", BigDecimal.valueOf(history.map(History::delivered).orElse(0L)));
        history.flatMap(History::value).ifPresent(value -> facts.put("value", value));
        history.flatMap(History::acceptance).ifPresent(rate -> facts.put("acceptance", rate));
        history.flatMap(History::conversion).ifPresent(rate -> facts.put("conversion", rate));
        candidate.technicalClass().ifPresent(name -> facts.put("technical_class", name));
        return facts;
    }
}

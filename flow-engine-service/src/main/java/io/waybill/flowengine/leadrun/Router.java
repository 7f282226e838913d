package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.Shares;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.RoutingStep;
import io.waybill.flowengine.definition.RoutingStep.Candidate;
import io.waybill.flowengine.definition.RoutingStep.Method;
import io.waybill.flowengine.leadrun.LeadRun.Tried;
import io.waybill.flowengine.leadrun.LeadRunEvent.Considered;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.NobodyChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.partner.Standing;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the recipients of a routing step their turns, one after the other. */
final class Router {

    private static final String NOBODY = "No recipient took the lead";
    private static final String NOT_CONNECTED = "not_connected";
    private static final String INVALID_BUYER = "invalid_buyer";

    private final Passage passage;
    private final RoutingStep step;
    private final List<Tried> tried;
    private final List<Considered> notNow = new ArrayList<>();

    Router(Passage passage, RoutingStep step) {
        this.passage = passage;
        this.step = step;
        this.tried = passage.tale.progress().round().map(LeadRun.Round::tried).orElseGet(List::of);
    }

    /** The recipient that has its turn now; empty when the step is done, which is told then. */
    Optional<RecipientStep> next() {
        List<Ranked> ranked = withRoom(isOver() ? List.of() : ranked());
        if (ranked.isEmpty()) {
            tellWhyNobody();
            finish();
            return Optional.empty();
        }
        Ranked first = ranked.getFirst();
        ranked.subList(1, ranked.size())
                .forEach(other -> notNow.add(other.considered("later", Optional.empty())));
        Map<String, Long> parts = isShared() ? Shares.parts(weights(ranked)) : Map.of();
        passage.tale.add(
                new RecipientChosen(
                        step.id(),
                        first.id(),
                        tried.size() + 1,
                        parts.isEmpty() ? Map.of() : shares(),
                        parts,
                        first.scored(),
                        List.copyOf(notNow)));
        return Optional.of(first.candidate().recipient());
    }

    /**
     * What was read of the lane has to be told, or nobody could decide it again; and what is wrong
     * with a connection, or the seller would not learn of it.
     */
    private void tellWhyNobody() {
        boolean shut =
                notNow.stream()
                        .map(Considered::code)
                        .anyMatch(code -> code.equals(NOT_CONNECTED) || code.equals(INVALID_BUYER));
        if (shut || (step.weighsLane() && !notNow.isEmpty())) {
            passage.tale.add(new NobodyChosen(step.id(), List.copyOf(notNow)));
        }
    }

    /** What is wrong with a buyer's account, where nobody could be asked. */
    private Optional<String> invalidBuyer() {
        return tried.isEmpty()
                ? notNow.stream()
                        .filter(one -> one.code().equals(INVALID_BUYER))
                        .findFirst()
                        .flatMap(Considered::reason)
                : Optional.empty();
    }

    /** From the first on whose caps have room, which is taken. */
    private List<Ranked> withRoom(List<Ranked> ranked) {
        for (int i = 0; i < ranked.size(); i++) {
            Ranked next = ranked.get(i);
            Optional<String> reached = new CapKeeper(passage).take(next.candidate().recipient());
            if (reached.isEmpty()) {
                return ranked.subList(i, ranked.size());
            }
            notNow.add(next.considered("cap", reached));
        }
        return List.of();
    }

    /** A recipient that could have the lead. */
    private record Ranked(Candidate candidate, Optional<Scored> scored) {

        String id() {
            return candidate.recipient().id();
        }

        BigDecimal score() {
            return scored.map(Scored::score).orElse(BigDecimal.ZERO);
        }

        Considered considered(String code, Optional<String> reason) {
            return new Considered(id(), code, reason, scored);
        }
    }

    /**
     * Among exclusive recipients the next is not tried when one took the lead, nor when one may
     * have taken it without an answer.
     */
    private boolean isOver() {
        return !step.toMany()
                && tried.stream().anyMatch(t -> t.outcome() == LeadOutcome.SUCCESS || !t.certain());
    }

    private List<Ranked> ranked() {
        Set<String> had = tried.stream().map(Tried::recipientId).collect(Collectors.toSet());
        Vars vars = passage.vars();
        List<Ranked> able = new ArrayList<>();
        for (Ranked ranked :
                scored(
                        step.candidates().stream()
                                .filter(candidate -> !had.contains(candidate.recipient().id()))
                                .toList())) {
            refusal(ranked, vars).ifPresentOrElse(notNow::add, () -> able.add(ranked));
        }
        return switch (step.method()) {
            case IN_ORDER, WATERFALL -> able;
            case WEIGHTED, ROUND_ROBIN -> byShare(able);
            case SCORE -> {
                able.sort(Comparator.comparing(Ranked::score, Comparator.reverseOrder()));
                yield able;
            }
        };
    }

    private Optional<Considered> refusal(Ranked ranked, Vars vars) {
        RecipientStep recipient = ranked.candidate().recipient();
        if (!recipient.enabled()) {
            return Optional.of(ranked.considered("disabled", Optional.empty()));
        }
        Optional<BigDecimal> floor = ranked.candidate().worth().floor();
        if (floor.isPresent()
                && ranked.scored().isPresent()
                && ranked.score().compareTo(floor.get()) < 0) {
            return Optional.of(ranked.considered("floor", Optional.empty()));
        }
        return recipient
                .criteria()
                .map(rules -> rules.evaluate(vars))
                .filter(evaluation -> !evaluation.pass())
                .map(failed -> ranked.considered("criteria", Optional.of(failed.sentence())))
                .or(() -> shut(ranked));
    }

    /** The connection of a Buyer Step is not open: the others have their turn. */
    private Optional<Considered> shut(Ranked ranked) {
        return new PartnerGate(passage)
                .shut(ranked.candidate().recipient())
                .map(standing ->
                        switch (standing) {
                            case Standing.NotYet(String reason) ->
                                    ranked.considered(NOT_CONNECTED, Optional.of(reason));
                            case Standing.Broken(String reason) ->
                                    ranked.considered(INVALID_BUYER, Optional.of(reason));
                            case Standing.Open _ ->
                                    throw new IllegalArgumentException("It is open");
                        });
    }

    private List<Ranked> scored(List<Candidate> candidates) {
        if (step.method() != Method.SCORE) {
            return candidates.stream().map(one -> new Ranked(one, Optional.empty())).toList();
        }
        Scorer scorer = new Scorer(passage, step, candidates);
        return candidates.stream()
                .map(one -> new Ranked(one, Optional.of(scorer.score(one))))
                .toList();
    }

    private List<Ranked> byShare(List<Ranked> able) {
        List<String> order = Shares.order(weights(able), shares());
        List<Ranked> sorted = new ArrayList<>(able);
        sorted.sort(Comparator.comparing(ranked -> order.indexOf(ranked.id())));
        return sorted;
    }

    private static Map<String, BigDecimal> weights(List<Ranked> able) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        able.forEach(ranked -> weights.put(ranked.id(), ranked.candidate().weight()));
        return weights;
    }

    private boolean isShared() {
        return step.method() == Method.WEIGHTED || step.method() == Method.ROUND_ROBIN;
    }

    private Map<String, Long> shares() {
        return passage.readings.shares(passage.flow.id(), step.id());
    }

    private void finish() {
        Map<String, Object> result = result();
        passage.tale.add(new DataAppended(step.id(), Optional.empty(), result));
        boolean nobodyHasIt =
                tried.stream().noneMatch(t -> t.outcome() == LeadOutcome.SUCCESS || !t.certain());
        if (nobodyHasIt && step.nobody().isPresent()) {
            RoutingStep.Nobody nobody = step.nobody().get();
            Optional<String> reason =
                    Admission.rendered(nobody.reason(), passage)
                            .or(() ->
                                    nobody.outcome() == LeadOutcome.SUCCESS
                                            ? Optional.empty()
                                            : Optional.of(invalidBuyer().orElse(NOBODY)));
            passage.tale.complete(nobody.outcome(), Optional.of(step.id()), reason);
        }
    }

    /** What later steps read: who took the lead, or what the last that was asked said. */
    private Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        Optional<Tried> taker =
                tried.stream().filter(t -> t.outcome() == LeadOutcome.SUCCESS).findFirst();
        Optional<Tried> deciding =
                taker.or(() -> tried.stream().filter(t -> !t.certain()).findFirst())
                        .or(() ->
                                tried.isEmpty() ? Optional.empty() : Optional.of(tried.getLast()));
        Optional<String> invalid = invalidBuyer();
        LeadOutcome unasked = invalid.isPresent() ? LeadOutcome.ERROR : LeadOutcome.FAILURE;
        result.put("outcome", deciding.map(Tried::outcome).orElse(unasked).word());
        if (taker.isEmpty()) {
            result.put("reason", deciding.flatMap(this::reason).or(() -> invalid).orElse(NOBODY));
        }
        taker.map(t -> passage.flow.recipient(t.recipientId()))
                .ifPresent(recipient ->
                        result.put(
                                "recipient",
                                Map.of("id", recipient.id(), "name", recipient.name())));
        result.put("tried", tried.size());
        return result;
    }

    private Optional<String> reason(Tried asked) {
        Object reason =
                passage.tale
                        .progress()
                        .results()
                        .getOrDefault(asked.recipientId(), Map.of())
                        .get("reason");
        return Optional.ofNullable(reason).map(Object::toString);
    }
}

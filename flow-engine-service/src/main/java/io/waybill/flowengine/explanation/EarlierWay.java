package io.waybill.flowengine.explanation;

import io.waybill.flowengine.definition.RoutingStep.Method;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.Considered;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recipients that were chosen before credits and free room were recorded. The order that was
 * recorded is taken as given: what gave it cannot be read back.
 */
final class EarlierWay {

    /** Small against a lead, so that all have credit left, and not lost in rounding. */
    private static final long STEP = 100;

    private static final long LEAD = 1_000_000_000L;

    private EarlierWay() {}

    /** Whether one of these choices lacks what is recorded of such a choice now. */
    static boolean isIn(List<LeadRunEvent> events, FlowFacts flow) {
        return events.stream()
                .filter(RecipientChosen.class::isInstance)
                .map(RecipientChosen.class::cast)
                .anyMatch(chosen -> isEarlier(chosen, flow));
    }

    private static boolean isEarlier(RecipientChosen chosen, FlowFacts flow) {
        Optional<Method> method = flow.method(chosen.stepId());
        boolean shared =
                method.filter(m -> m == Method.WEIGHTED || m == Method.ROUND_ROBIN).isPresent();
        boolean scored = method.filter(m -> m == Method.SCORE).isPresent();
        boolean noFree =
                Stream.concat(
                                chosen.scored().stream(),
                                chosen.others().stream().flatMap(other -> other.scored().stream()))
                        .allMatch(sum -> sum.free().isEmpty());
        return (shared && chosen.parts().isEmpty())
                || (scored && noFree && flow.countsFree(chosen.stepId()));
    }

    /** An event without what was not recorded of it then. */
    static LeadRunEvent bare(LeadRunEvent event) {
        return event instanceof RecipientChosen chosen
                ? new RecipientChosen(
                        chosen.stepId(),
                        chosen.recipientId(),
                        chosen.rank(),
                        Map.of(),
                        Map.of(),
                        chosen.scored().map(EarlierWay::bare),
                        chosen.others().stream().map(EarlierWay::bare).toList())
                : event;
    }

    private static Considered bare(Considered other) {
        return new Considered(
                other.recipientId(),
                other.code(),
                other.reason(),
                other.scored().map(EarlierWay::bare));
    }

    private static Scored bare(Scored scored) {
        return new Scored(
                scored.score(), Optional.empty(), scored.history(), scored.segment(), List.of());
    }

    /**
     * Credits with which the recipients come in the order that was recorded.
     *
     * @param parts of a lead, by recipient
     */
    static Map<String, Long> credits(RecipientChosen chosen, Map<String, Long> parts) {
        List<String> order = new ArrayList<>();
        addAll(order, chosen, "cap");
        order.add(chosen.recipientId());
        addAll(order, chosen, "later");
        Map<String, Long> credits = new LinkedHashMap<>();
        for (String recipient : order) {
            // Who is short of a lead by less for its share is first.
            long missing = credits.size() * parts.getOrDefault(recipient, 0L) / STEP;
            credits.put(recipient, LEAD - missing);
        }
        return credits;
    }

    private static void addAll(List<String> order, RecipientChosen chosen, String code) {
        chosen.others().stream()
                .filter(other -> other.code().equals(code))
                .map(Considered::recipientId)
                .forEach(order::add);
    }
}

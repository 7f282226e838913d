package io.waybill.flowengine.definition;

import io.waybill.flowengine.definition.RoutingStep.Candidate;
import io.waybill.flowengine.definition.RoutingStep.Method;
import io.waybill.flowengine.definition.RoutingStep.Nobody;
import io.waybill.flowengine.definition.RoutingStep.Worth;
import io.waybill.language.Retry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads routing steps and the recipients in them. */
final class RoutingReader {

    private static final int MOST_RECIPIENTS = 100;

    private final LanguageReader language;
    private final RecipientReader recipients;
    private final EnhancementReader enhancements;

    /** What names the step. */
    record Named(String id, String key, String name) {}

    RoutingReader(
            LanguageReader language, RecipientReader recipients, EnhancementReader enhancements) {
        this.language = language;
        this.recipients = recipients;
        this.enhancements = enhancements;
    }

    RoutingStep read(ObjectReader step, Named named) {
        Method method = method(step);
        boolean toMany = toMany(step, method);
        var criteria = language.rules(step, "rule_set");
        List<Candidate> candidates = candidates(step, method, toMany);
        return new RoutingStep(
                named.id(),
                named.key(),
                named.name(),
                step.flag("enabled", true),
                criteria,
                method,
                toMany,
                candidates,
                new SegmentReader(step).read(method),
                nobody(step));
    }

    private static Method method(ObjectReader step) {
        String word = step.text("method").orElse("");
        return Arrays.stream(Method.values())
                .filter(method -> method.word().equals(word))
                .findFirst()
                .orElseGet(() -> {
                    String known =
                            Arrays.stream(Method.values())
                                    .map(Method::word)
                                    .collect(Collectors.joining(", "));
                    step.flaw("method", "the method must be one of " + known);
                    return Method.IN_ORDER;
                });
    }

    private static boolean toMany(ObjectReader step, Method method) {
        String share = step.text("share").orElse("exclusive");
        if (!share.equals("exclusive") && !share.equals("many")) {
            step.flaw("share", "share must be exclusive or many");
        } else if (share.equals("many") && method == Method.WATERFALL) {
            step.unfit("share", "a waterfall ends with the first that takes the lead");
        }
        return share.equals("many");
    }

    private List<Candidate> candidates(ObjectReader step, Method method, boolean toMany) {
        List<Candidate> candidates = new ArrayList<>();
        List<ObjectReader> items = step.children("recipients");
        if (items.isEmpty()) {
            step.flaw("recipients", "a routing step without recipients");
        } else if (items.size() > MOST_RECIPIENTS) {
            step.unfit("recipients", "at most " + MOST_RECIPIENTS + " recipients are allowed");
        }
        for (int i = 0; i < items.size(); i++) {
            ObjectReader item = items.get(i);
            item = item.ownedBy(StepReader.owner("Recipient", item, i));
            Worth worth = worth(item);
            RecipientStep recipient = recipients.read(item);
            if (!toMany && recipient.retry().filter(Retry::outlivesSettling).isPresent()) {
                item.unfit(
                        "retry.max_age_seconds",
                        "only one recipient gets the lead, so that none is tried again once it has"
                                + " settled");
            }
            candidates.add(
                    new Candidate(
                            recipient,
                            weight(item, method),
                            worth,
                            item.line("technical_class")
                                    .map(String::strip)
                                    .filter(word -> !word.isEmpty())));
        }
        return candidates;
    }

    private static BigDecimal weight(ObjectReader item, Method method) {
        if (method != Method.WEIGHTED) {
            return BigDecimal.ONE;
        }
        BigDecimal weight = EnhancementReader.number(item, "weight");
        if (weight.signum() <= 0) {
            item.flaw("weight", "the weight must be above 0");
            return BigDecimal.ONE;
        }
        return weight;
    }

    private Worth worth(ObjectReader item) {
        return item.child("score")
                .map(score ->
                        new Worth(
                                enhancements.points(score, "characteristics", "name"),
                                EnhancementReader.number(score, "priority"),
                                EnhancementReader.number(score, "free_capacity"),
                                EnhancementReader.number(score, "acceptance"),
                                EnhancementReader.number(score, "conversion"),
                                EnhancementReader.number(score, "segment"),
                                score.raw("floor") == null
                                        ? Optional.<BigDecimal>empty()
                                        : Optional.of(EnhancementReader.number(score, "floor"))))
                .orElse(Worth.NOTHING);
    }

    private Optional<Nobody> nobody(ObjectReader step) {
        return step.child("nobody")
                .map(json ->
                        new Nobody(StepReader.outcome(json), language.template(json, "reason")));
    }
}

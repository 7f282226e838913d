package io.waybill.flowengine.definition;

import io.waybill.flowengine.definition.RoutingStep.Method;
import io.waybill.flowengine.definition.RoutingStep.Segment;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.InvalidRule;
import io.waybill.language.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the segments of a routing step. */
final class SegmentReader {

    private static final int MOST_SEGMENTS = 50;
    private static final Set<String> KNOWN =
            Set.of(
                    "recipient.volume",
                    "recipient.value",
                    "recipient.acceptance",
                    "recipient.conversion",
                    "recipient.technical_class");

    private final ObjectReader step;

    SegmentReader(ObjectReader step) {
        this.step = step;
    }

    List<Segment> read(Method method) {
        List<ObjectReader> items = step.children("segments");
        if (items.size() > MOST_SEGMENTS) {
            step.unfit("segments", "at most " + MOST_SEGMENTS + " segments are allowed");
        }
        if (!items.isEmpty() && method != Method.SCORE) {
            step.unfit("segments", "segments count only where the method is score");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            ObjectReader item = items.get(i);
            item = item.ownedBy(StepReader.owner(step.owner() + ", segment", item, i));
            Segment segment = segment(item);
            if (!segment.name().isEmpty() && !names.add(segment.name().toLowerCase(Locale.ROOT))) {
                item.unfit("name", "another segment has the same name");
            }
            if (segment.rules().isEmpty() && i < items.size() - 1) {
                item.unfit(
                        "rule_set",
                        "a segment without a rule takes every recipient, so that it must be the last");
            }
            segments.add(segment);
        }
        return segments;
    }

    private static Segment segment(ObjectReader item) {
        if (item.raw("score") == null) {
            item.flaw("score", "the score of the segment is missing");
        }
        return new Segment(item.name(), rules(item), EnhancementReader.number(item, "score"));
    }

    /** A segment is about recipients alone: what a lead is like has points of its own. */
    private static Optional<RuleSet> rules(ObjectReader item) {
        Object json = item.raw("rule_set");
        try {
            RuleSet rules = RuleSet.parse(json);
            if (rules.isEmpty()) {
                return Optional.empty();
            }
            for (String path : References.ofRules(json)) {
                if (!KNOWN.contains(path)) {
                    item.unfit(
                            "rule_set",
                            path
                                    + " is not known of a recipient: recipient.volume, value,"
                                    + " acceptance, conversion or technical_class");
                }
            }
            rules.flaws(FieldCatalogue.standard()).forEach(flaw -> item.unfit("rule_set", flaw));
            return Optional.of(rules);
        } catch (InvalidRule invalid) {
            String message = invalid.getMessage();
            item.flaw("rule_set", message == null ? "it cannot be read" : message);
            return Optional.of(RuleSet.empty());
        }
    }
}

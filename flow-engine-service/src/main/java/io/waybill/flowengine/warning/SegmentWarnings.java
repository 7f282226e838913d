package io.waybill.flowengine.warning;

import io.waybill.language.FieldCatalogue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds segments that count for nothing, or that nobody can be in. */
final class SegmentWarnings {

    private final FieldCatalogue fields;
    private final List<Warning> warnings;

    SegmentWarnings(FieldCatalogue fields, List<Warning> warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    void routing(String field, String title, Map<?, ?> step) {
        if (!"score".equals(step.get("method"))) {
            return;
        }
        List<Map<?, ?>> segments = FlowWarnings.objects(step.get("segments"));
        List<Map<?, ?>> recipients = FlowWarnings.objects(step.get("recipients"));
        if (!segments.isEmpty() && recipients.stream().noneMatch(SegmentWarnings::isWeighed)) {
            warn(
                    field + ".segments",
                    title
                            + ": no recipient gives score.segment a weight, so that its segments"
                            + " count for nothing");
        }
        for (int i = 0; i < recipients.size(); i++) {
            if (segments.isEmpty() && isWeighed(recipients.get(i))) {
                warn(
                        field + ".recipients[" + i + "].score.segment",
                        title
                                + ", recipient \""
                                + recipients.get(i).get("name")
                                + "\": score.segment has a weight, but the step has no segments");
            }
        }
        for (int i = 0; i < segments.size(); i++) {
            Term rules = Term.of(segments.get(i).get("rule_set"));
            if (Contradictions.in(fields, List.of(rules))) {
                warn(
                        field + ".segments[" + i + "]",
                        title
                                + ", segment \""
                                + segments.get(i).get("name")
                                + "\": its rules exclude each other, so that nobody is in it");
            }
        }
    }

    private static boolean isWeighed(Map<?, ?> recipient) {
        return recipient.get("score") instanceof Map<?, ?> score && isWeight(score.get("segment"));
    }

    private static boolean isWeight(@Nullable Object value) {
        try {
            return value != null && new BigDecimal(value.toString()).signum() != 0;
        } catch (NumberFormatException saidAsAFlaw) {
            return false;
        }
    }

    private void warn(String field, String message) {
        warnings.add(new Warning(field, message));
    }
}

package io.waybill.flowengine.counter;

import io.waybill.language.RuleSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Caps for tests. */
final class TestCaps {

    private static final WindowRule A_DAY =
            new WindowRule(1, WindowRule.Unit.DAY, Optional.empty());

    private TestCaps() {}

    static Cap daily(String id, int maximum) {
        return cap(id, Cap.Measure.VOLUME, BigDecimal.valueOf(maximum));
    }

    static Cap budget(String id, String maximum) {
        return cap(id, Cap.Measure.SPEND, new BigDecimal(maximum));
    }

    private static Cap cap(String id, Cap.Measure measure, BigDecimal maximum) {
        return new Cap(
                id,
                measure,
                maximum,
                A_DAY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                true,
                "v1");
    }

    static Cap with(Cap cap, RuleSet criteria, List<Cap> nested) {
        return copy(cap, Optional.of(criteria), cap.per(), cap.opensAt(), nested);
    }

    static Cap per(Cap cap, String path) {
        return copy(cap, cap.criteria(), Optional.of(path), cap.opensAt(), cap.nested());
    }

    static Cap openingAt(Cap cap, int count) {
        return copy(
                cap,
                cap.criteria(),
                cap.per(),
                Optional.of(BigDecimal.valueOf(count)),
                cap.nested());
    }

    private static Cap copy(
            Cap cap,
            Optional<RuleSet> criteria,
            Optional<String> per,
            Optional<BigDecimal> opensAt,
            List<Cap> nested) {
        return new Cap(
                cap.id(),
                cap.measure(),
                cap.maximum(),
                cap.window(),
                criteria,
                per,
                opensAt,
                nested,
                cap.reason(),
                criteria.isEmpty() && per.isEmpty(),
                cap.definition());
    }

    static Cap as(Cap cap, String definition) {
        return new Cap(
                cap.id(),
                cap.measure(),
                cap.maximum(),
                cap.window(),
                cap.criteria(),
                cap.per(),
                cap.opensAt(),
                cap.nested(),
                cap.reason(),
                cap.countsAll(),
                definition);
    }
}

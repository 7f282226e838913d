package io.waybill.language;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of an evaluation.
 *
 * @param left what stood on the left, by its meaning; {@code right} likewise, null when not needed
 */
public record TraceEntry(
        Rule rule, @Nullable Object left, @Nullable Object right, RuleNode.Verdict verdict) {

    static TraceEntry of(Rule rule, Comparand left, Comparand right, RuleNode.Verdict verdict) {
        Object rightShown = rule.operator().isBinary() ? shown(right.value()) : null;
        return new TraceEntry(rule, shown(left.value()), rightShown, verdict);
    }

    public String path() {
        return rule.path();
    }

    public boolean pass() {
        return verdict.pass();
    }

    public String sentence() {
        return verdict.sentence();
    }

    /** JSON-ready: path, lhv, op, rhv, both values, pass and sentence. */
    public Map<String, @Nullable Object> toView() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("path", path());
        view.put("lhv", rule.left().source());
        view.put("op", rule.operator().text());
        if (rule.operator().isBinary()) {
            view.put("rhv", rule.right().source());
        }
        view.put("left", left);
        view.put("right", right);
        view.put("pass", pass());
        view.put("sentence", sentence());
        return view;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case TypedValue typed when typed.type().isMaskable() -> "***";
            case TypedValue typed -> typed.normal();
            case SafePattern pattern -> pattern.toString();
            default -> Values.plain(value);
        };
    }

    @Override
    public String toString() {
        return "TraceEntry[" + path() + ", " + rule.operator().text() + ", " + pass() + "]";
    }
}

package io.waybill.language;

import io.waybill.language.templates.Digests;
import io.waybill.language.templates.TextPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Helpers that make text of text. Of nothing they make the empty text. */
final class TextHelpers {

    private TextHelpers() {}

    static String lowercase(@Nullable Object value) {
        return read(value).toLowerCase(Locale.ROOT);
    }

    static String uppercase(@Nullable Object value) {
        return read(value).toUpperCase(Locale.ROOT);
    }

    /** Characters {@code start} to {@code end}, counted from 1, both included. */
    static String substring(@Nullable Object value, Map<String, Object> options) {
        String text = read(value);
        int length = text.codePointCount(0, text.length());
        int start = Math.clamp(position(options.get("start"), 1), 1, length + 1) - 1;
        int end = Math.clamp(position(options.get("end"), length), start, Math.max(start, length));
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private static int position(@Nullable Object option, int otherwise) {
        return FieldType.NUMBER.parse(Values.text(option)).normal() instanceof BigDecimal number
                ? (int) Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE)
                : otherwise;
    }

    static String replace(@Nullable Object value, Map<String, Object> options) {
        String replacement = Values.text(options.get("replace"));
        return searched(
                "replace",
                options,
                pattern ->
                        pattern.replace(
                                read(value),
                                replacement,
                                TemplateBudget.CHARACTERS,
                                WorkLimit::spend));
    }

    /** All that is found, with spaces between. */
    static String extract(@Nullable Object value, Map<String, Object> options) {
        return searched(
                "extract",
                options,
                pattern -> String.join(" ", pattern.extract(read(value), WorkLimit::spend)));
    }

    static TextPattern pattern(String helper, String source) {
        return helper.equals("extract")
                ? TextPattern.regular(source)
                : TextPattern.literalOrRegular(source);
    }

    private static String searched(
            String helper, Map<String, Object> options, Function<TextPattern, String> search) {
        String key = TemplateParts.patternKey(helper, Values.text(options.get("pattern")));
        TextPattern pattern = Rendering.CURRENT.get().parts().patterns().get(key);
        if (pattern == null) {
            throw new TemplateFailed(helper + " has no such pattern");
        }
        try {
            return search.apply(pattern);
        } catch (TextPattern.OutOfBounds e) {
            throw new TemplateFailed(helper + " needs too much work for this value");
        }
    }

    /** Several values are hashed as one text, the salt behind them; nothing has no hash. */
    static String digest(
            String name, @Nullable Object first, List<Object> others, Map<String, Object> options) {
        StringBuilder all = new StringBuilder(read(first));
        others.forEach(value -> all.append(read(value)));
        if (all.isEmpty()) {
            return "";
        }
        all.append(Values.text(options.get("salt")));
        String encoding = Values.text(options.getOrDefault("encoding", "hex"));
        return Digests.of(name, all.toString(), encoding);
    }

    private static String read(@Nullable Object value) {
        String text = Values.text(value);
        WorkLimit.spend(text.length() + 10L);
        return text;
    }
}

package io.waybill.language;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.helper.EachHelper;
import com.github.jknack.handlebars.helper.LookupHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import io.waybill.language.templates.Digests;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The helpers that templates may use; whatever else Handlebars brings does not exist here. */
final class TemplateHelpers extends DefaultHelperRegistry {

    private static final Helper<Object> IF =
            (value, options) -> isTruthy(value) ? options.fn() : options.inverse();
    private static final Helper<Object> UNLESS =
            (value, options) -> isTruthy(value) ? options.inverse() : options.fn();
    private static final Map<String, Helper<Object>> ALLOWED = allowed();

    private static Map<String, Helper<Object>> allowed() {
        Map<String, Helper<Object>> all = new HashMap<>();
        all.put("if", IF);
        all.put("unless", UNLESS);
        all.put("each", TemplateHelpers::each);
        all.put("with", WithHelper.INSTANCE);
        all.put("lookup", LookupHelper.INSTANCE);
        all.put("format", (value, options) -> new FormatHelper(options.hash).apply(value));
        all.put("math", MathHelper::apply);
        all.put("lowercase", (value, _) -> TextHelpers.lowercase(value));
        all.put("uppercase", (value, _) -> TextHelpers.uppercase(value));
        all.put("substring", (value, options) -> TextHelpers.substring(value, options.hash));
        all.put("replace", (value, options) -> TextHelpers.replace(value, options.hash));
        all.put("extract", (value, options) -> TextHelpers.extract(value, options.hash));
        Digests.names()
                .forEach(name ->
                        all.put(
                                name,
                                (value, options) ->
                                        TextHelpers.digest(
                                                name,
                                                value,
                                                Arrays.asList(options.params),
                                                options.hash)));
        return Map.copyOf(all);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> @Nullable Helper<C> helper(String name) {
        return (Helper<C>) ALLOWED.get(name);
    }

    @Override
    public @Nullable Decorator decorator(String name) {
        return null;
    }

    private static @Nullable Object each(@Nullable Object items, Options options)
            throws IOException {
        int times =
                switch (items) {
                    case List<?> list -> list.size();
                    case Map<?, ?> map -> map.size();
                    case null, default -> 0;
                };
        if (times == 0) {
            return options.inverse();
        }
        Rendering.CURRENT.get().budget().repeat(times, options.fn.text().length());
        return EachHelper.INSTANCE.apply(items, options);
    }

    static boolean isTruthy(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case BigDecimal number -> number.signum() != 0;
            case Number number -> number.doubleValue() != 0;
            case TypedValue typed ->
                    !typed.isBlank() && (!(typed.normal() instanceof Boolean bool) || bool);
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }
}

package io.waybill.language;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.helper.EachHelper;
import com.github.jknack.handlebars.helper.LookupHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The helpers that templates may use; whatever else Handlebars brings does not exist here. */
final class TemplateHelpers extends DefaultHelperRegistry {

    private static final Helper<Object> IF =
            (value, options) -> isTruthy(value) ? options.fn() : options.inverse();
    private static final Helper<Object> UNLESS =
            (value, options) -> isTruthy(value) ? options.inverse() : options.fn();
    private static final Map<String, Helper<?>> ALLOWED =
            Map.of(
                    "if",
                    IF,
                    "unless",
                    UNLESS,
                    "each",
                    (Helper<Object>) TemplateHelpers::each,
                    "with",
                    WithHelper.INSTANCE,
                    "lookup",
                    LookupHelper.INSTANCE);

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
        TemplateBudget.CURRENT.get().repeat(times, options.fn.text().length());
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

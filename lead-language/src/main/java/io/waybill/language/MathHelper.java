package io.waybill.language;

import com.github.jknack.handlebars.Options;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.templates.MathExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code math "price * 0.9"}: a number, or whether something is true; nothing where a variable is
 * missing or the result is no number.
 */
final class MathHelper {

    private MathHelper() {}

    static @Nullable Object apply(@Nullable Object source, Options options) {
        Rendering rendering = Rendering.CURRENT.get();
        MathExpression expression = rendering.parts().expressions().get(Values.text(source));
        if (expression == null) {
            throw new TemplateFailed("math has no such expression");
        }
        MathExpression.Result result =
                expression.evaluate(path -> variable(path, options, rendering.vars()));
        WorkLimit.spend(result.steps());
        FormatHelper format = new FormatHelper(options.hash);
        boolean text = "string".equalsIgnoreCase(Values.text(options.hash.get("dataType")));
        return switch (result.value()) {
            case null -> null;
            case Double number when options.hash.containsKey("format") ->
                    format.converted(format.number(number));
            case Double number -> text ? Values.text(decimal(number)) : decimal(number);
            case Object truth -> text ? Values.text(truth) : truth;
        };
    }

    private static BigDecimal decimal(double number) {
        BigDecimal exact = Numbers.exact(number);
        return exact == null ? BigDecimal.valueOf(number) : exact;
    }

    /** Inside a block a name may belong to its value, as anywhere in a template. */
    private static @Nullable Object variable(String path, Options options, Vars vars) {
        Object value = options.context.get(path);
        return operand(value == null ? vars.get(path) : value);
    }

    private static @Nullable Object operand(@Nullable Object value) {
        if (Values.isBlank(value)) {
            return null;
        }
        Object measured = FormatHelper.measured(value);
        return switch (measured) {
            case Boolean truth -> truth;
            case Map<?, ?> _ -> null;
            case List<?> list ->
                    list.stream().map(MathHelper::operand).filter(Objects::nonNull).toList();
            default -> {
                BigDecimal number = Numbers.exact(measured);
                yield number == null ? Values.text(measured) : (Object) number.doubleValue();
            }
        };
    }
}

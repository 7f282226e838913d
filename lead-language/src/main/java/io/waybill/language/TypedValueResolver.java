package io.waybill.language;

import com.github.jknack.handlebars.ValueResolver;
import java.util.Map;
import java.util.Set;

/** Components of typed values, by name. */
enum TypedValueResolver implements ValueResolver {
    INSTANCE;

    @Override
    public Object resolve(Object context, String name) {
        Object component = context instanceof TypedValue typed ? typed.component(name) : null;
        return component == null ? UNRESOLVED : component;
    }

    @Override
    public Object resolve(Object context) {
        return context instanceof TypedValue ? context : UNRESOLVED;
    }

    @Override
    public Set<Map.Entry<String, Object>> propertySet(Object context) {
        return Set.of();
    }
}

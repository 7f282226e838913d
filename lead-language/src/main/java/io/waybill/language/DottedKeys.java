package io.waybill.language;

import com.github.jknack.handlebars.ValueResolver;
import java.util.Map;
import java.util.Set;

/** Keys that have dots in themselves, as keys of JSON bodies and queries may: a path finds them. */
enum DottedKeys implements ValueResolver {
    INSTANCE;

    /** How many keys are compared in one step of work. */
    private static final int KEYS_A_STEP = 4;

    /** What of a map lies below a part of its keys; as text it is nothing, like any map. */
    private record Below(Map<?, ?> map, String prefix) {
        @Override
        public String toString() {
            return "";
        }
    }

    @Override
    public Object resolve(Object context, String name) {
        return switch (context) {
            case Map<?, ?> map -> below(map, name);
            case Below(Map<?, ?> map, String prefix) -> {
                Object value = map.get(prefix + name);
                yield value == null ? below(map, prefix + name) : value;
            }
            default -> UNRESOLVED;
        };
    }

    private static Object below(Map<?, ?> map, String key) {
        WorkLimit.spend(1 + map.size() / KEYS_A_STEP);
        String prefix = key + ".";
        for (Object each : map.keySet()) {
            if (each instanceof String text && text.startsWith(prefix)) {
                return new Below(map, prefix);
            }
        }
        return UNRESOLVED;
    }

    @Override
    public Object resolve(Object context) {
        return context instanceof Below ? context : UNRESOLVED;
    }

    @Override
    public Set<Map.Entry<String, Object>> propertySet(Object context) {
        return Set.of();
    }
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a submission the ledger may hold. Values of the types that are never shown whole are
 * masked for good; only the run itself has them in clear, sealed and until it is closed.
 */
final class Masking {

    private static final byte[] NOTHING = {'{', '}'};

    private final FieldCatalogue fields;

    Masking(FieldCatalogue fields) {
        this.fields = fields;
    }

    /** Nothing of what cannot be read as an object: nobody knows what it holds. */
    byte[] masked(byte[] json) {
        Map<String, Object> data;
        try {
            data = Json.object(json);
        } catch (IllegalArgumentException unreadable) {
            return NOTHING;
        }
        Map<String, Object> masked = masked(data);
        return masked.equals(data) ? json : Json.bytes(masked);
    }

    Map<String, Object> masked(Map<String, Object> data) {
        return masked("", data);
    }

    private Map<String, Object> masked(String prefix, Map<?, ?> values) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((key, value) -> {
            if (value != null) {
                copy.put(key.toString(), value(prefix + key, value));
            }
        });
        return copy;
    }

    private Object value(String fieldId, Object value) {
        Optional<FieldType> type = fields.typeOf(fieldId).filter(FieldType::isMaskable);
        if (type.isPresent()) {
            return hidden(type.get(), value);
        }
        return switch (value) {
            case Map<?, ?> nested -> masked(fieldId + ".", nested);
            case List<?> items -> {
                List<Object> copy = new ArrayList<>();
                for (Object item : items) {
                    if (item != null) {
                        copy.add(value(fieldId, item));
                    }
                }
                yield copy;
            }
            default -> value;
        };
    }

    private static Object hidden(FieldType type, Object value) {
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>();
            for (Object item : items) {
                if (item != null) {
                    copy.add(hidden(type, item));
                }
            }
            return copy;
        }
        return type.parse(value).masked().raw();
    }
}

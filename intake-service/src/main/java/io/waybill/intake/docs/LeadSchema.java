package io.waybill.intake.docs;

import io.waybill.intake.docs.SubmissionDocs.Field;
import io.waybill.language.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A lead as JSON Schema: with dots in its names as forms have it, or nested as JSON has it. */
final class LeadSchema {

    private LeadSchema() {}

    static Map<String, Object> flat(List<Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.id(), of(field)));
        List<String> required = fields.stream().filter(Field::required).map(Field::id).toList();
        return lead(properties, required);
    }

    static Map<String, Object> nested(List<Field> fields) {
        return nested("", fields);
    }

    private static Map<String, Object> nested(String prefix, List<Field> fields) {
        Map<String, List<Field>> byKey = new LinkedHashMap<>();
        for (Field field : fields) {
            String key = field.id().substring(prefix.length()).split("\\.", 2)[0];
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(field);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        byKey.forEach((key, below) -> {
            String id = prefix + key;
            properties.put(
                    key,
                    below.stream()
                            .filter(field -> field.id().equals(id))
                            .findFirst()
                            .map(LeadSchema::of)
                            .orElseGet(() -> nested(id + ".", below)));
            if (below.stream().anyMatch(Field::required)) {
                required.add(key);
            }
        });
        return lead(properties, required);
    }

    private static Map<String, Object> lead(Map<String, Object> properties, List<String> required) {
        Map<String, Object> lead =
                OpenApiDocument.object("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            lead.put("required", required);
        }
        return lead;
    }

    static Map<String, Object> of(Field field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", types(field.type()));
        if (!field.label().isBlank()) {
            schema.put("title", field.label());
        }
        String said = field.description().isBlank() ? "" : field.description() + "; ";
        schema.put("description", said + FieldExamples.words(field.type()));
        schema.put("examples", List.of(FieldExamples.of(field.type())));
        return schema;
    }

    /** Values are read forgivingly: every field may come as text. */
    private static Object types(FieldType type) {
        return switch (type) {
            case NUMBER -> List.of("number", "string");
            case BOOLEAN -> List.of("boolean", "string");
            default -> "string";
        };
    }
}

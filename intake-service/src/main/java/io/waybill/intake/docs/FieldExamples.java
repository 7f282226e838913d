package io.waybill.intake.docs;

import io.waybill.intake.docs.SubmissionDocs.Field;
import io.waybill.language.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A made-up lead. */
final class FieldExamples {

    private FieldExamples() {}

    static String of(FieldType type) {
        return switch (type) {
            case BOOLEAN -> "true";
            case CITY -> "Austin";
            case CREDENTIAL -> "a-key";
            case DATE -> "2026-05-17";
            case DOB -> "05/17/1990";
            case EMAIL -> "ada@example.org";
            case FIRST_NAME -> "Ada";
            case GENDER -> "female";
            case IP -> "203.0.113.7";
            case LAST_NAME -> "Lovelace";
            case NUMBER -> "42";
            case PHONE -> "512-555-0100";
            case POSTAL_CODE -> "78701";
            case RANGE -> "10-20";
            case SSN -> "000-00-0000";
            case STATE -> "TX";
            case STREET -> "12 Main St";
            case STRING -> "text";
            case TIME -> "2026-05-17T12:00:00Z";
            case TRUSTEDFORM_URL ->
                    "https://cert.trustedform.com/" + "0123456789abcdef0123456789abcdef01234567";
            case URL -> "https://www.example.org/form";
        };
    }

    /** What a value of the type is, for people. */
    static String words(FieldType type) {
        return switch (type) {
            case BOOLEAN -> "yes or no: true, false, y, n, 1, 0";
            case DATE -> "a day, month first or as 2026-05-17";
            case DOB -> "a date of birth";
            case PHONE -> "a phone number, of the US unless it begins with +";
            case POSTAL_CODE -> "a postal code of the US, Canada or Great Britain";
            case RANGE -> "two numbers with a dash, as 10-20 or 10+";
            case STATE -> "a state or province, code or name";
            case NUMBER -> "a number";
            case EMAIL -> "an e-mail address";
            case IP -> "an IP address";
            case TIME -> "a point in time";
            case URL, TRUSTEDFORM_URL -> "a web address";
            case STRING -> "text";
            case CITY, CREDENTIAL, FIRST_NAME, GENDER, LAST_NAME, SSN, STREET ->
                    "text: " + type.id().replace('_', ' ');
        };
    }

    /** The lead as JSON nests it: dots in an id are objects in objects. */
    static Map<String, Object> nested(List<Field> fields) {
        Map<String, Object> lead = new LinkedHashMap<>();
        fields.forEach(field -> put(lead, field.id().split("\\."), 0, of(field.type())));
        return lead;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, String[] path, int at, String value) {
        if (at == path.length - 1) {
            object.putIfAbsent(path[at], value);
        } else if (object.computeIfAbsent(path[at], _ -> new LinkedHashMap<String, Object>())
                instanceof Map<?, ?> inner) {
            put((Map<String, Object>) inner, path, at + 1, value);
        }
    }

    static Map<String, Object> flat(List<Field> fields) {
        Map<String, Object> lead = new LinkedHashMap<>();
        fields.forEach(field -> lead.put(field.id(), of(field.type())));
        return lead;
    }
}

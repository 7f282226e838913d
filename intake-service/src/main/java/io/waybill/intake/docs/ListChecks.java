package io.waybill.intake.docs;

import java.util.List;
import java.util.Map;

/** The list checks that refuse a lead, in words. */
final class ListChecks {

    private ListChecks() {}

    static List<String> words(Map<?, ?> check) {
        if (Boolean.FALSE.equals(check.get("refuse"))) {
            return List.of();
        }
        if ("duplicate".equals(check.get("kind"))) {
            return List.of(
                    "A lead with the same "
                            + fields(check)
                            + " must not have come"
                            + within(check));
        }
        String value = DocsReader.text(check.get("value")).replaceAll("[{}]", "").strip();
        return List.of(named(value) + " must not stand on a suppression list");
    }

    private static String fields(Map<?, ?> check) {
        return check.get("fields") instanceof List<?> fields && !fields.isEmpty()
                ? String.join(
                        " and ",
                        fields.stream().map(field -> named(String.valueOf(field))).toList())
                : "values";
    }

    private static String named(String path) {
        return path.startsWith("lead.") ? path.substring("lead.".length()) : path;
    }

    private static String within(Map<?, ?> check) {
        return check.get("within") instanceof Map<?, ?> within
                ? " within the last " + within.get("value") + " " + within.get("units") + "(s)"
                : " before";
    }
}

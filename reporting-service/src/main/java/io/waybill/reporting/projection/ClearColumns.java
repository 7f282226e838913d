package io.waybill.reporting.projection;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.LeadData;
import io.waybill.language.TypedValue;
import io.waybill.language.Vars;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only parts of a submission that stand in clear in a table, so that lists can be filtered by
 * them. A value that is not of its field's type gives none: it could be anything.
 */
public record ClearColumns(
        @Nullable String state,
        @Nullable String postalPrefix,
        @Nullable String phoneArea,
        @Nullable String mailDomain) {

    private static final int POSTAL_PREFIX = 3;

    /** From the submission as it came. */
    public static ClearColumns of(Map<String, Object> submission) {
        Vars lead = Vars.of(LeadData.type(submission, FieldCatalogue.standard()));
        return new ClearColumns(
                valid(lead, "state")
                        .map(TypedValue::text)
                        .filter(ClearColumns::isCode)
                        .orElse(null),
                valid(lead, "postal_code")
                        .map(TypedValue::text)
                        .filter(code -> code.length() > POSTAL_PREFIX)
                        .map(code -> code.substring(0, POSTAL_PREFIX))
                        .orElse(null),
                component(lead, "phone_1", "area"),
                lowerCase(component(lead, "email", "domain")));
    }

    private static @Nullable String lowerCase(@Nullable String domain) {
        return domain == null ? null : domain.toLowerCase(Locale.ROOT);
    }

    /** The field takes any text; only a code of two letters is certainly a state. */
    private static boolean isCode(String state) {
        return state.matches("[A-Z]{2}");
    }

    private static Optional<TypedValue> valid(Vars lead, String field) {
        return lead.get(field) instanceof TypedValue value && value.valid()
                ? Optional.of(value)
                : Optional.empty();
    }

    private static @Nullable String component(Vars lead, String field, String name) {
        return valid(lead, field)
                .map(value -> value.component(name))
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }
}

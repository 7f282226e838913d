package io.waybill.partner.account.http;

import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a request, so that all of it is told at once. */
public final class Checks {

    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 200;
    private static final String NOT_BLANK = "must not be blank";

    private final List<FieldError> errors = new ArrayList<>();

    /** Ends the call with 400 when anything was wrong. */
    public void done() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    public void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    public String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            wrong(field, NOT_BLANK);
            return "";
        }
        return value.strip();
    }

    public String label(String field, @Nullable String value) {
        String text = text(field, value);
        if (text.length() > Label.MAX_LENGTH) {
            wrong(field, "must have at most " + Label.MAX_LENGTH + " characters");
        }
        return text;
    }

    public String email(String field, @Nullable String value) {
        String text = text(field, value);
        if (!text.isEmpty() && !EmailAddress.isValid(text)) {
            wrong(field, "is not an e-mail address");
        }
        return text;
    }

    public String password(String field, @Nullable String value) {
        if (value == null || value.length() < MIN_PASSWORD || value.length() > MAX_PASSWORD) {
            wrong(field, "must have %d to %d characters".formatted(MIN_PASSWORD, MAX_PASSWORD));
            return "";
        }
        return value;
    }

    public String currency(String field, @Nullable String value) {
        String code = value == null ? "USD" : value.strip().toUpperCase(Locale.ROOT);
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(code))) {
            wrong(field, "is not an ISO 4217 code");
        }
        return code;
    }

    public String zone(String field, @Nullable String value) {
        String zone = value == null ? "UTC" : value.strip();
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            wrong(field, "is not an IANA time zone");
            return "UTC";
        }
    }

    public Role role(String field, @Nullable String value) {
        return role(field, value == null ? "" : value, Role.READ_ONLY);
    }

    /** A role that may be left out. */
    public Role role(String field, @Nullable String value, Role otherwise) {
        if (value == null) {
            return otherwise;
        }
        return Role.of(value)
                .orElseGet(() -> {
                    wrong(field, "is not one of owner, manager, analyst, billing, read-only");
                    return otherwise;
                });
    }
}

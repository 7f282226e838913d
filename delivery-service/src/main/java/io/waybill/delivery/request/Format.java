package io.waybill.delivery.request;

import io.waybill.language.DeliverySettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a lead is written for its buyer. */
public enum Format {
    FORM("application/x-www-form-urlencoded; charset=utf-8"),
    JSON("application/json; charset=utf-8"),
    XML("text/xml"),
    QUERY(""),
    STANDARD("application/x-www-form-urlencoded"),
    /** Its version says which type. */
    SOAP(""),
    /** The seller says which type. */
    CUSTOM("");

    /** Of a form that carries a whole document in one of its fields. */
    static final String ENCODED = "application/x-www-form-urlencoded";

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    static Optional<Format> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DeliverySettings.FORMATS.contains(lower)
                ? Optional.of(valueOf(name.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    String contentType() {
        return contentType;
    }

    /** In upper case, the default first. */
    List<String> methods() {
        return DeliverySettings.methodsOf(name().toLowerCase(Locale.ROOT));
    }

    /** A standard delivery is answered by a program that was written to be asked so. */
    public String accept() {
        return this == STANDARD
                ? "application/json;q=0.9,text/xml;q=0.8,application/xml;q=0.7"
                : "application/json;q=0.9,text/xml;q=0.8,application/xml;q=0.7,"
                        + "text/html;q=0.6,text/plain;q=0.5";
    }
}

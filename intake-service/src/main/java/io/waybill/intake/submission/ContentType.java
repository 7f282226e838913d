package io.waybill.intake.submission;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a body is written. A charset that this machine knows is used for reading; one that it does
 * not know is ignored, as are all other parameters.
 */
public record ContentType(Format format, Optional<Charset> charset) {

    /** The formats that a source may write. */
    public enum Format {
        FORM,
        JSON,
        XML
    }

    private static final String ACCEPTED =
            "application/x-www-form-urlencoded, application/json, application/xml, text/xml";

    /** Reads the header of a call that brings a body; refuses a missing and an unknown type. */
    public static ContentType parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new SubmissionRefused(
                    Refusal.BODY_TYPE_MISSING, "Content-Type header is required");
        }
        String[] parts = header.split(";", -1);
        Format format =
                switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
                    case "application/x-www-form-urlencoded" -> Format.FORM;
                    case "application/json" -> Format.JSON;
                    case "application/xml", "text/xml" -> Format.XML;
                    default ->
                            throw new SubmissionRefused(
                                    Refusal.BODY_TYPE_UNKNOWN,
                                    "MIME type in Content-Type header is not supported. Use only "
                                            + ACCEPTED
                                            + ".");
                };
        return new ContentType(format, charsetOf(parts));
    }

    private static Optional<Charset> charsetOf(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.regionMatches(true, 0, "charset=", 0, 8)) {
                return named(parameter.substring(8).replace("\"", "").strip());
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }
}

package io.waybill.feedback.leadfeedback.http;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of an answer, of which the caller's {@code Accept} picks one. */
enum ReplyFormat {
    JSON("application/json"),
    XML("application/xml"),
    TEXT_XML("text/xml");

    private static final int MOST_RANGES = 50;

    private final String mediaType;

    ReplyFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The form of the highest quality, JSON before XML; empty when none is acceptable. */
    static Optional<ReplyFormat> of(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(JSON);
        }
        ReplyFormat best = null;
        double bestQuality = 0;
        for (ReplyFormat format : values()) {
            double quality = quality(accept, format.mediaType);
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The quality of the most specific range that covers the type; 0 when none does. */
    private static double quality(String accept, String type) {
        int specificity = 0;
        double quality = 0;
        for (String range : accept.split(",", MOST_RANGES)) {
            String[] parts = range.split(";", 10);
            int match = specificity(parts[0].strip().toLowerCase(Locale.ROOT), type);
            if (match > specificity) {
                specificity = match;
                quality = quality(parts);
            }
        }
        return quality;
    }

    private static int specificity(String range, String type) {
        if (range.equals(type)) {
            return 3;
        }
        if (range.equals(type.substring(0, type.indexOf('/') + 1) + "*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                return number(parameter.substring(2));
            }
        }
        return 1;
    }

    private static double number(String text) {
        return text.matches("[01](?:\\.\\d{0,3})?") ? Math.min(1, Double.parseDouble(text)) : 0;
    }
}

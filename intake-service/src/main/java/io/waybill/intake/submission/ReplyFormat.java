package io.waybill.intake.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A format that answers are written in, in the order of preference where a caller has none. */
public enum ReplyFormat {
    JSON("application", "json"),
    XML("application", "xml"),
    TEXT_XML("text", "xml");

    private final String type;
    private final String subtype;

    ReplyFormat(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    public String mediaType() {
        return type + "/" + subtype;
    }

    public boolean isXml() {
        return this != JSON;
    }

    /**
     * Picks by an Accept header: the highest quality, then the most exact mention, then the order
     * here. No header or an empty one accepts anything; empty result: nothing is acceptable.
     */
    public static Optional<ReplyFormat> negotiate(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(JSON);
        }
        List<Range> ranges = new ArrayList<>();
        for (String text : accept.split(",", -1)) {
            Range.parse(text).ifPresent(ranges::add);
        }
        ReplyFormat best = null;
        Range bestRange = Range.NONE;
        for (ReplyFormat format : values()) {
            Range range = format.rangeFrom(ranges);
            if (range.quality > 0 && range.beats(bestRange)) {
                best = format;
                bestRange = range;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The most exact mention of a format decides its quality. */
    private Range rangeFrom(List<Range> ranges) {
        Range found = Range.NONE;
        for (Range range : ranges) {
            if (range.matches(this) && range.exactness() > found.exactness()) {
                found = range;
            }
        }
        return found;
    }

    private record Range(String type, String subtype, double quality) {

        static final Range NONE = new Range("", "", 0);

        static Optional<Range> parse(String text) {
            String[] parts = text.split(";", -1);
            String[] names = parts[0].strip().toLowerCase(Locale.ROOT).split("/", -1);
            if (names.length != 2) {
                // Old clients write a lone star.
                return names[0].equals("*")
                        ? Optional.of(new Range("*", "*", qualityOf(parts)))
                        : Optional.empty();
            }
            return Optional.of(new Range(names[0], names[1], qualityOf(parts)));
        }

        private static double qualityOf(String[] parts) {
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                    return quality(parameter.substring(2).strip());
                }
            }
            return 1;
        }

        private static double quality(String text) {
            try {
                double quality = Double.parseDouble(text);
                return quality >= 0 && quality <= 1 ? quality : 1;
            } catch (NumberFormatException notANumber) {
                return 1;
            }
        }

        boolean matches(ReplyFormat format) {
            return (type.equals("*") || type.equals(format.type))
                    && (subtype.equals("*") || subtype.equals(format.subtype));
        }

        int exactness() {
            if (type.isEmpty()) {
                return -1;
            }
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
        }

        boolean beats(Range other) {
            return quality > other.quality
                    || (quality == other.quality && exactness() > other.exactness());
        }
    }
}

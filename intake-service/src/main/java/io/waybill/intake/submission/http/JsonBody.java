package io.waybill.intake.submission.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object. Old senders break lines inside strings: a text that is no JSON is read once
 * more without its raw line breaks and tabs.
 */
final class JsonBody {

    private static final Pattern RAW_BREAKS = Pattern.compile("[\\r\\n\\t]");

    /** A number beyond this many places is text: written out, it would fill the memory. */
    private static final int PLACES = 400;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(FieldLimit.DEPTH + 1)
                                    .maxNumberLength(BodyReader.LARGEST)
                                    .maxStringLength(BodyReader.LARGEST)
                                    .maxNameLength(BodyReader.LARGEST)
                                    .build())
                    // Names come from outside: a shared table of them would only fill up.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private final JsonParser parser;
    private final FieldLimit limit;

    private JsonBody(JsonParser parser, FieldLimit limit) {
        this.parser = parser;
        this.limit = limit;
    }

    static Map<String, @Nullable Object> parse(String text, FieldLimit limit) {
        try {
            return read(text, new FieldLimit(limit));
        } catch (JsonProcessingException broken) {
            return parseWithoutBreaks(text, limit, broken);
        }
    }

    private static Map<String, @Nullable Object> parseWithoutBreaks(
            String text, FieldLimit limit, JsonProcessingException broken) {
        String joined = RAW_BREAKS.matcher(text).replaceAll("");
        if (joined.length() == text.length()) {
            throw unreadable(broken);
        }
        try {
            return read(joined, limit);
        } catch (JsonProcessingException still) {
            throw unreadable(still);
        }
    }

    private static SubmissionRefused unreadable(JsonProcessingException broken) {
        return new SubmissionRefused(
                Refusal.BODY_UNREADABLE,
                "Unable to parse JSON -- not valid at line %d, column %d"
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr()));
    }

    private static Map<String, @Nullable Object> read(String text, FieldLimit limit)
            throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(text)) {
            Map<String, @Nullable Object> fields = new JsonBody(parser, limit).document();
            if (parser.nextToken() != null) {
                throw new SubmissionRefused(
                        Refusal.BODY_UNREADABLE, "Unable to parse JSON -- more than one value");
            }
            return fields;
        } catch (JsonProcessingException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Map<String, @Nullable Object> document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new SubmissionRefused(
                    Refusal.BODY_UNREADABLE, "Unable to parse JSON -- not an object");
        }
        return object();
    }

    private Map<String, @Nullable Object> object() throws IOException {
        FieldLimit.checkDepth(parser.getParsingContext().getNestingDepth());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            limit.add(1);
            fields.put(name, value(parser.nextToken()));
        }
        return fields;
    }

    private List<@Nullable Object> list() throws IOException {
        FieldLimit.checkDepth(parser.getParsingContext().getNestingDepth());
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            limit.add(1);
            values.add(value(next));
        }
        return values;
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> parser.getText();
        };
    }

    private static Object number(String text) {
        if (text.length() > PLACES) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > PLACES ? text : number;
        } catch (NumberFormatException exponentTooLarge) {
            return text;
        }
    }
}

package io.waybill.intake.submission;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a form or query string. It is read as leniently as browsers and old scripts write it:
 * a percent sign that escapes nothing stands for itself, and escaped bytes that are no text become
 * the replacement character.
 */
public final class FormText {

    private FormText() {}

    /** Pairs in their order; a repeated key has a list. Keys are not split at dots. */
    public static Map<String, @Nullable Object> pairs(
            String text, Charset charset, FieldLimit limit) {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                add(pairs, text.substring(start, end), charset, limit);
            }
            start = end + 1;
        }
        return pairs;
    }

    private static void add(
            Map<String, @Nullable Object> pairs, String pair, Charset charset, FieldLimit limit) {
        int equals = pair.indexOf('=');
        String key = decode(equals < 0 ? pair : pair.substring(0, equals), charset);
        if (key.isEmpty()) {
            return;
        }
        limit.add(1);
        addValue(pairs, key, decode(equals < 0 ? "" : pair.substring(equals + 1), charset));
    }

    /** Puts a value under a key, or beside the values that are there already. */
    @SuppressWarnings("unchecked")
    public static void addValue(Map<String, @Nullable Object> values, String key, Object value) {
        Object present = values.get(key);
        if (present == null) {
            values.put(key, value);
        } else if (present instanceof List<?> list) {
            ((List<@Nullable Object>) list).add(value);
        } else {
            List<@Nullable Object> list = new ArrayList<>();
            list.add(present);
            list.add(value);
            values.put(key, list);
        }
    }

    static String decode(String text, Charset charset) {
        if (text.indexOf('%') < 0) {
            return text.indexOf('+') < 0 ? text : text.replace('+', ' ');
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (escapes(text, at)) {
                at = decodeRun(text, at, charset, decoded);
            } else {
                decoded.append(character == '+' ? ' ' : character);
                at++;
            }
        }
        return decoded.toString();
    }

    /** Neighbouring escapes are one run of bytes, since a character may take several of them. */
    private static int decodeRun(String text, int start, Charset charset, StringBuilder decoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = start;
        while (escapes(text, at)) {
            bytes.write(
                    Character.digit(text.charAt(at + 1), 16) << 4
                            | Character.digit(text.charAt(at + 2), 16));
            at += 3;
        }
        decoded.append(bytes.toString(charset));
        return at;
    }

    private static boolean escapes(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}

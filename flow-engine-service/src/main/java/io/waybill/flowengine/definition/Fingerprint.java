package io.waybill.flowengine.definition;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells definitions apart: equal for JSON that differs only in the order of its keys. */
final class Fingerprint {

    private static final int LENGTH = 16;

    private Fingerprint() {}

    /** The beginning of the SHA-256 of the parts, in hexadecimal. */
    static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        write(Arrays.asList(parts), text);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void write(@Nullable Object json, StringBuilder text) {
        switch (json) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
                text.append('{');
                sorted.forEach((key, value) -> {
                    write(key, text);
                    text.append(':');
                    write(value, text);
                });
                text.append('}');
            }
            case Iterable<?> items -> {
                text.append('[');
                items.forEach(item -> {
                    write(item, text);
                    text.append(',');
                });
                text.append(']');
            }
            case Number number ->
                    text.append(
                            new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
            case null -> text.append("null");
            default ->
                    text.append('"')
                            .append(json.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                            .append('"');
        }
    }
}

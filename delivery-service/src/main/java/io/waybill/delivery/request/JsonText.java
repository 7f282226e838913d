package io.waybill.delivery.request;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model of maps, lists, text, numbers and booleans as JSON, without any space. */
public final class JsonText {

    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    public static String of(@Nullable Object model) {
        JsonText text = new JsonText();
        text.write(model);
        return text.json.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> json.append("null");
            case Boolean truth -> json.append(truth);
            case Double number when !Double.isFinite(number) -> json.append("null");
            case Number number -> json.append(Values.plain(number));
            case Map<?, ?> members -> object(members);
            case List<?> items -> array(items);
            default -> string(value.toString());
        }
    }

    private void object(Map<?, ?> members) {
        json.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> all = members.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<?, ?> member = all.next();
            string(String.valueOf(member.getKey()));
            json.append(':');
            write(member.getValue());
            json.append(all.hasNext() ? "," : "");
        }
        json.append('}');
    }

    private void array(List<?> items) {
        json.append('[');
        for (Iterator<?> all = items.iterator(); all.hasNext(); ) {
            write(all.next());
            json.append(all.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private void string(String text) {
        json.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, at))) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}

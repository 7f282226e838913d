package io.waybill.delivery.reply;

import io.waybill.language.SearchTerm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply that is text, read by regular expressions: what stands in the first capture group. */
public record TextReply(String body) implements ReplyDocument {

    @Override
    public List<Object> at(String path) {
        if (path.startsWith("/") && !path.endsWith("/")) {
            // An XPath, for a reply that was to be XML: as a pattern it would find its own letters.
            return List.of();
        }
        try {
            return SearchTerm.pattern(unslashed(path))
                    .findIn(body)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .<List<Object>>map(List::of)
                    .orElse(List.of());
        } catch (IllegalArgumentException noExpression) {
            return List.of();
        }
    }

    private static String unslashed(String path) {
        return path.length() > 1 && path.startsWith("/")
                ? path.substring(1, path.length() - 1)
                : path;
    }

    @Override
    public Map<String, @Nullable Object> members() {
        return Map.of();
    }

    /** Masked: a reply may name a person. */
    @Override
    public String toString() {
        return "TextReply[masked]";
    }
}

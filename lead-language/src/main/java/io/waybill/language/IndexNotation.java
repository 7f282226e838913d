package io.waybill.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tags[0]} as Handlebars has it: {@code tags.[0]}. */
final class IndexNotation {

    /** A comment, an end of a tag, a quote, or an index behind a name. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\{\\{~?!.*?}}|\\{\\{|}}|[\"']|(?<=[\\w$\\]-])\\[(\\d{1,9})]", Pattern.DOTALL);

    private boolean inTag;
    private String quote = "";

    private IndexNotation() {}

    /** The same template; what stands outside of tags or in quotes is left alone. */
    static String inHandlebars(String source) {
        if (source.indexOf('[') < 0) {
            return source;
        }
        IndexNotation notation = new IndexNotation();
        return TOKEN.matcher(source)
                .replaceAll(token ->
                        Matcher.quoteReplacement(
                                notation.isIndex(token.group())
                                        ? ".[" + token.group(1) + "]"
                                        : token.group()));
    }

    private boolean isIndex(String token) {
        if (!quote.isEmpty()) {
            if (token.equals(quote)) {
                quote = "";
            }
            return false;
        }
        switch (token) {
            case "{{" -> inTag = true;
            case "}}" -> inTag = false;
            case "\"", "'" -> quote = inTag ? token : "";
            default -> {
                return inTag && token.startsWith("[");
            }
        }
        return false;
    }
}

package io.waybill.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tags of a template that Handlebars has compiled already: what it calls with which
 * arguments, so that mistakes are named before a lead comes.
 */
final class TemplateReader {

    private static final Pattern COMMENT = Pattern.compile("\\{\\{~?!(--)?");
    private static final Pattern OPEN = Pattern.compile("\\{\\{+~?\\s*([#^/&]?)\\s*");
    private static final Pattern CLOSE = Pattern.compile("\\s*~?}}+");
    private static final Pattern TEXT =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("([\\w$-]++)\\s*+=\\s*+");
    private static final Pattern WORD = Pattern.compile("(?:\\[[^\\]]*+]|[^\\s()=~{}\"'|\\[])++");
    private static final Pattern PLAIN =
            Pattern.compile("-?\\d+(?:\\.\\d+)?|true|false|null|undefined");
    private static final Pattern BLOCK_NAMES = Pattern.compile("as\\s*\\|[^|]*+\\|");
    private static final Pattern BLANK = Pattern.compile("\\s++");
    private static final TemplateCall NOTHING = new TemplateCall("", List.of(), Map.of());
    private static final int DEEPEST = 16;

    private final String source;
    private int at;

    private TemplateReader(String source) {
        this.source = source;
    }

    /**
     * The tags in their order.
     *
     * @throws InvalidTemplate for what no tag can hold
     */
    static List<TemplateTag> tags(String source) {
        TemplateReader reader = new TemplateReader(source);
        List<TemplateTag> tags = new ArrayList<>();
        for (int next = source.indexOf("{{"); next >= 0; next = source.indexOf("{{", reader.at)) {
            reader.at = next;
            tags.add(reader.tag());
        }
        return List.copyOf(tags);
    }

    private TemplateTag tag() {
        int start = at;
        if (skipComment()) {
            return new TemplateTag(TemplateTag.Kind.COMMENT, NOTHING, start, at);
        }
        Matcher open = here(OPEN);
        if (!open.lookingAt()) {
            throw new InvalidTemplate("Template does not parse at position " + (start + 1));
        }
        at = open.end();
        String sigil = open.group(1);
        Matcher name = here(WORD);
        String first = name.lookingAt() ? name.group() : "";
        at += first.length();
        boolean otherwise = first.equals("else") || (sigil.equals("^") && first.isEmpty());
        if (otherwise) {
            skip(BLANK);
            Matcher chained = here(WORD);
            first = chained.lookingAt() ? chained.group() : "";
            at += first.length();
        }
        TemplateCall call = call(first, 0);
        if (!skip(CLOSE)) {
            throw new InvalidTemplate("A tag is not understood at position " + (at + 1));
        }
        return new TemplateTag(kind(sigil, otherwise), call, start, at);
    }

    private static TemplateTag.Kind kind(String sigil, boolean otherwise) {
        if (otherwise) {
            return TemplateTag.Kind.OTHERWISE;
        }
        return switch (sigil) {
            case "#", "^" -> TemplateTag.Kind.OPEN;
            case "/" -> TemplateTag.Kind.CLOSE;
            default -> TemplateTag.Kind.VALUE;
        };
    }

    private TemplateCall call(String name, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidTemplate("Calls are nested deeper than " + DEEPEST);
        }
        List<TemplateCall.Argument> arguments = new ArrayList<>();
        Map<String, TemplateCall.Argument> options = new LinkedHashMap<>();
        while (true) {
            skip(BLANK);
            skip(BLOCK_NAMES);
            Matcher option = here(OPTION);
            if (option.lookingAt()) {
                at = option.end();
                options.put(option.group(1), argument(depth));
            } else if (here(TEXT).lookingAt() || here(WORD).lookingAt() || is('(')) {
                arguments.add(argument(depth));
            } else {
                return new TemplateCall(name, List.copyOf(arguments), Map.copyOf(options));
            }
        }
    }

    private TemplateCall.Argument argument(int depth) {
        Matcher text = here(TEXT);
        if (text.lookingAt()) {
            at = text.end();
            boolean twofold = text.group(1) != null;
            String quote = twofold ? "\"" : "'";
            String quoted = twofold ? text.group(1) : text.group(2);
            return new TemplateCall.Argument.Text(quoted.replace("\\" + quote, quote));
        }
        if (is('(')) {
            at++;
            skip(BLANK);
            TemplateCall nested = call(word(), depth + 1);
            if (!is(')')) {
                throw new InvalidTemplate("A parenthesis is not closed");
            }
            at++;
            return new TemplateCall.Argument.Nested(nested);
        }
        String word = word();
        return PLAIN.matcher(word).matches()
                ? new TemplateCall.Argument.Plain(word)
                : new TemplateCall.Argument.Variable(word);
    }

    private String word() {
        Matcher word = here(WORD);
        if (!word.lookingAt()) {
            throw new InvalidTemplate("A tag is not understood at position " + (at + 1));
        }
        at = word.end();
        return word.group();
    }

    private boolean skipComment() {
        Matcher comment = here(COMMENT);
        if (!comment.lookingAt()) {
            return false;
        }
        int end = comment.group(1) == null ? -1 : endBehind("--");
        if (end < 0) {
            end = endBehind("");
        }
        at = end < 0 ? source.length() : end;
        return true;
    }

    private int endBehind(String mark) {
        int plain = source.indexOf(mark + "}}", at);
        int tight = source.indexOf(mark + "~}}", at);
        boolean first = tight >= 0 && (plain < 0 || tight < plain);
        int start = first ? tight + 1 : plain;
        return start < 0 ? -1 : start + mark.length() + 2;
    }

    private boolean is(char character) {
        return at < source.length() && source.charAt(at) == character;
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = here(pattern);
        boolean found = matcher.lookingAt();
        if (found) {
            at = matcher.end();
        }
        return found;
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }
}

package io.waybill.delivery.reply.http;

import io.waybill.delivery.reply.ReplyDocument;
import io.waybill.delivery.reply.TextReply;
import io.waybill.language.ReplyPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/** A page, read by CSS selectors; what no selector finds is looked for as a regular expression. */
final class HtmlReply implements ReplyDocument {

    /** Selectors that run expressions of their own, or search the page once for each element. */
    private static final Pattern COSTLY =
            Pattern.compile(":matches|:has\\b|[~^$*]=\\s*[^\\s\"'\\w]|~=");

    /** A selector may look at all ancestors of each element. */
    private static final int DEEPEST = 200;

    private final String body;
    private final Document page;
    private final boolean selectable;

    HtmlReply(String body) {
        this.body = body;
        this.page = Jsoup.parse(body);
        this.selectable = depth(page) <= DEEPEST;
    }

    private static int depth(Document page) {
        int[] deepest = {0};
        page.traverse((_, depth) -> deepest[0] = Math.max(deepest[0], depth));
        return deepest[0];
    }

    @Override
    public List<Object> at(String path) {
        List<Object> selected = selected(path);
        return selected.isEmpty() ? new TextReply(body).at(path) : selected;
    }

    private List<Object> selected(String path) {
        if (!selectable
                || path.length() > ReplyPath.LONGEST
                || COSTLY.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            return List.of();
        }
        try {
            return page.select(path).stream()
                    .map(Element::text)
                    .filter(text -> !text.isBlank())
                    .<Object>map(String::strip)
                    .toList();
        } catch (SelectorParseException | IllegalArgumentException noSelector) {
            return List.of();
        }
    }

    @Override
    public Map<String, @Nullable Object> members() {
        return Map.of();
    }
}

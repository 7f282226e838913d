package io.waybill.delivery.request;

import io.waybill.language.XmlCharacters;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML, indented by two; what XML cannot hold at all becomes the replacement character. */
final class XmlText {

    private static final String DECLARATION = "<?xml version=\"1.0\"?>";

    private final StringBuilder xml = new StringBuilder(DECLARATION);

    /** Of the open elements: whether they hold elements. */
    private final Deque<Boolean> holders = new ArrayDeque<>();

    private boolean inTag;

    void open(String name) {
        endTag();
        if (!holders.isEmpty()) {
            holders.pop();
            holders.push(true);
        }
        line(holders.size());
        xml.append('<').append(name);
        holders.push(false);
        inTag = true;
    }

    void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"");
        value.codePoints().forEach(c -> escape(c, true));
        xml.append('"');
    }

    void text(String text) {
        endTag();
        text.codePoints().forEach(c -> escape(c, false));
    }

    /** Text as it stands; where it holds the end mark itself, it goes in two pieces. */
    void quoted(String text) {
        endTag();
        xml.append("<![CDATA[");
        text.replace("]]>", "]]]]><![CDATA[>")
                .codePoints()
                .forEach(c -> xml.appendCodePoint(XmlCharacters.isAllowed(c) ? c : 0xFFFD));
        xml.append("]]>");
    }

    void close(String name) {
        boolean holdsElements = holders.pop();
        if (inTag) {
            xml.append("/>");
            inTag = false;
            return;
        }
        if (holdsElements) {
            line(holders.size());
        }
        xml.append("</").append(name).append('>');
    }

    @Override
    public String toString() {
        return xml.toString();
    }

    private void endTag() {
        if (inTag) {
            xml.append('>');
            inTag = false;
        }
    }

    private void line(int depth) {
        xml.append('\n').append("  ".repeat(depth));
    }

    private void escape(int c, boolean inAttribute) {
        switch (c) {
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '&' -> xml.append("&amp;");
            case '"' -> xml.append(inAttribute ? "&quot;" : "\"");
            case '\r' -> xml.append("&#xD;");
            case '\n' -> xml.append(inAttribute ? "&#xA;" : "\n");
            case '\t' -> xml.append(inAttribute ? "&#x9;" : "\t");
            default -> xml.appendCodePoint(XmlCharacters.isAllowed(c) ? c : 0xFFFD);
        }
    }
}

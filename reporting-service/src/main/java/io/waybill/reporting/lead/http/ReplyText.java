package io.waybill.reporting.lead.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.waybill.reporting.lead.Reply;
import java.math.BigDecimal;

/** The body of a reply, as the submission call writes it. */
final class ReplyText {

    private ReplyText() {}

    static String json(Reply reply) {
        StringBuilder text = new StringBuilder("{\"outcome\":").append(quoted(reply.outcome()));
        if (hasReason(reply)) {
            text.append(",\"reason\":").append(quoted(reply.reason()));
        }
        text.append(",\"lead\":{\"id\":\"").append(reply.leadId()).append("\"}");
        if (!reply.pending()) {
            text.append(",\"price\":").append(number(reply.price()));
        }
        return text.append('}').toString();
    }

    static String xml(Reply reply) {
        StringBuilder text = new StringBuilder(element("outcome", reply.outcome()));
        if (hasReason(reply)) {
            text.append(element("reason", reply.reason()));
        }
        text.append("\n  <lead>\n    <id>").append(reply.leadId()).append("</id>\n  </lead>");
        if (!reply.pending()) {
            text.append(element("price", number(reply.price())));
        }
        return result(text.toString());
    }

    static String jsonMessage(String message) {
        return "{\"message\":" + quoted(message) + "}";
    }

    static String xmlMessage(String message) {
        return result(element("message", message));
    }

    private static boolean hasReason(Reply reply) {
        return !reply.reason().isEmpty();
    }

    private static String result(String elements) {
        return "<?xml version=\"1.0\"?>\n<result>" + elements + "\n</result>";
    }

    private static String element(String name, String text) {
        return "\n  <" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String number(BigDecimal price) {
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> appendEscaped(escaped, character));
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder text, int character) {
        switch (character) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            default -> text.appendCodePoint(isXml(character) ? character : 0xFFFD);
        }
    }

    /** XML has no way at all to write the other characters. */
    private static boolean isXml(int character) {
        return character >= 0x20 && character < 0xD800
                || character == '\n'
                || character == '\t'
                || character == '\r'
                || character > 0xDFFF && character < 0xFFFE
                || character > 0xFFFF;
    }
}

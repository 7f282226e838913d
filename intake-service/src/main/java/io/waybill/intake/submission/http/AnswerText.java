package io.waybill.intake.submission.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.ReplyFormat;
import io.waybill.intake.waiting.Answer.Concluded;
import io.waybill.language.XmlCharacters;
import java.math.BigDecimal;
import java.util.UUID;

/** The bodies of answers, in JSON and XML, as sources have always read them. */
final class AnswerText {

    private AnswerText() {}

    /** A ping made no lead, so that its answer names none. */
    static String concluded(ReplyFormat format, Concluded answer, Purpose purpose) {
        String lead =
                purpose == Purpose.PING
                        ? ""
                        : format.isXml() ? lead(answer.leadId()) : leadMember(answer.leadId());
        return concluded(
                format, answer.outcome(), answer.reason().orElse(""), lead, answer.price());
    }

    /** The answer to a ping that could not be decided. */
    static String noBid(ReplyFormat format, String reason) {
        return concluded(format, "failure", reason, "", BigDecimal.ZERO);
    }

    private static String concluded(
            ReplyFormat format, String outcome, String reason, String lead, BigDecimal price) {
        return format.isXml()
                ? result(
                        element("outcome", outcome)
                                + (reason.isEmpty() ? "" : element("reason", reason))
                                + lead
                                + element("price", number(price)))
                : "{\"outcome\":"
                        + quoted(outcome)
                        + (reason.isEmpty() ? "" : ",\"reason\":" + quoted(reason))
                        + lead
                        + ",\"price\":"
                        + number(price)
                        + "}";
    }

    private static String leadMember(UUID leadId) {
        return ",\"lead\":{\"id\":\"" + leadId + "\"}";
    }

    static String pending(ReplyFormat format, UUID leadId) {
        return format.isXml()
                ? result(element("outcome", "pending") + lead(leadId))
                : "{\"outcome\":\"pending\",\"lead\":{\"id\":\"" + leadId + "\"}}";
    }

    static String message(ReplyFormat format, String message) {
        return format.isXml()
                ? result(element("message", message))
                : "{\"message\":" + quoted(message) + "}";
    }

    private static String result(String elements) {
        return "<?xml version=\"1.0\"?>\n<result>" + elements + "\n</result>";
    }

    private static String lead(UUID leadId) {
        return "\n  <lead>\n    <id>" + leadId + "</id>\n  </lead>";
    }

    private static String element(String name, String text) {
        return "\n  <" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String number(BigDecimal price) {
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
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
            default ->
                    text.appendCodePoint(XmlCharacters.isAllowed(character) ? character : '\uFFFD');
        }
    }
}

package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.language.Vars;
import io.waybill.language.WebAddress;
import io.waybill.language.XmlCharacters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A body that the seller wrote as a whole, in {@code body}. What a variable writes into it is a
 * value and never more of the document: it is escaped as the content type asks for, save for those
 * in three braces.
 */
final class CustomBody {

    private static final String PLAIN = "text/plain; charset=utf-8";

    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:\\s*;.*)?");

    private static final Pattern TAG_BEFORE_BRACE =
            Pattern.compile("(?<!\\{)\\{\\{(?!\\{)[^{}]*}}(?=})");

    private CustomBody() {}

    static Content of(Settings settings, Vars vars) throws BrokenRequest {
        String type = type(settings, vars);
        UnaryOperator<String> escaping = escaping(type);
        UnaryOperator<String> encoding =
                settings.isTrue("send_ascii", false, vars)
                        ? text -> escaping.apply(AsciiText.of(text))
                        : escaping;
        String body = spaced(settings, type).encoded("body", vars, encoding).orElse("");
        return body.isEmpty()
                ? new Content(new Body.Empty(), "", null)
                : new Content(new Body.Text(body), type, null);
    }

    /** In JSON a brace may follow a tag at once, and would be read as the third of the tag. */
    private static Settings spaced(Settings settings, String type) {
        Setting body = settings.all().get("body");
        if (body == null || !body.rendered() || !isJson(type)) {
            return settings;
        }
        String source = TAG_BEFORE_BRACE.matcher(body.value().toString()).replaceAll("$0 ");
        return settings.with("body", new Setting(source, true, body.secret()));
    }

    /** The setting, or the seller's own header; else plain text. */
    private static String type(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> type = settings.text("content_type", vars);
        for (Map.Entry<String, Setting> header : settings.under("header.").entrySet()) {
            if (type.isEmpty() && header.getKey().equalsIgnoreCase("Content-Type")) {
                type = settings.text("header." + header.getKey(), vars);
            }
        }
        String checked = Headers.checkedValue("Content-Type", type.orElse(PLAIN).strip());
        if (!TYPE.matcher(checked).matches()) {
            throw new BrokenRequest(Flaw.HEADER_UNSAFE, "content_type is no type of content");
        }
        return checked;
    }

    private static UnaryOperator<String> escaping(String contentType) {
        String type = bare(contentType);
        if (isJson(contentType)) {
            return CustomBody::inJson;
        }
        if (type.endsWith("xml") || type.endsWith("html")) {
            return CustomBody::inXml;
        }
        return type.equals(Format.ENCODED) ? WebAddress::encode : UnaryOperator.identity();
    }

    private static boolean isJson(String contentType) {
        return bare(contentType).endsWith("json");
    }

    private static String bare(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
    }

    /** As it may stand between quotes; a number is itself. */
    private static String inJson(String text) {
        String quoted = JsonText.of(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    static String inXml(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '&' -> escaped.append("&amp;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&#39;");
                        default -> escaped.appendCodePoint(XmlCharacters.isAllowed(c) ? c : 0xFFFD);
                    }
                });
        return escaped.toString();
    }
}

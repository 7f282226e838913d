package io.waybill.intake.submission.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.intake.submission.ContentType;
import io.waybill.intake.submission.DottedFields;
import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.FormText;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a body into fields, by its type. An empty body has none. */
final class BodyParser {

    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final int LONGEST_DECLARATION = 200;

    private BodyParser() {}

    static Map<String, @Nullable Object> parse(byte[] body, ContentType type, FieldLimit limit) {
        if (body.length == 0) {
            return Map.of();
        }
        Charset charset = type.charset().orElseGet(() -> charsetOf(body, type.format()));
        return parse(text(body, charset), charset, type.format(), limit);
    }

    /** For a body that is text already; its charset counts for what is escaped in it only. */
    static Map<String, @Nullable Object> parse(String body, ContentType type, FieldLimit limit) {
        return body.isEmpty()
                ? Map.of()
                : parse(body, type.charset().orElse(UTF_8), type.format(), limit);
    }

    private static Map<String, @Nullable Object> parse(
            String body, Charset charset, ContentType.Format format, FieldLimit limit) {
        return switch (format) {
            case FORM -> form(body, charset, limit);
            case JSON -> JsonBody.parse(body, limit);
            case XML -> XmlBody.parse(body, limit);
        };
    }

    private static Map<String, @Nullable Object> form(
            String text, Charset charset, FieldLimit limit) {
        return DottedFields.nest(FormText.pairs(text, charset, limit), limit);
    }

    /** Where the call does not say it, an XML document may. */
    private static Charset charsetOf(byte[] body, ContentType.Format format) {
        if (format != ContentType.Format.XML) {
            return UTF_8;
        }
        String head = new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), ISO_8859_1);
        if (head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")) {
            return UTF_16;
        }
        Matcher declared = ENCODING.matcher(head);
        return declared.find() ? named(declared.group(1)) : UTF_8;
    }

    private static Charset named(String charset) {
        try {
            return Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new SubmissionRefused(
                    Refusal.BODY_UNREADABLE, XmlBody.REFUSED + "unknown encoding");
        }
    }

    /** Bytes that are no text in the charset are refused rather than guessed. */
    private static String text(byte[] body, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new SubmissionRefused(
                    Refusal.BODY_UNREADABLE, "Body is not valid " + charset.name());
        }
    }
}

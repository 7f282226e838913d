package io.waybill.delivery.reply.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.reply.JsonReply;
import io.waybill.delivery.reply.ReplyDocument;
import io.waybill.delivery.reply.TextReply;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of replies, by what they say they are; where they say nothing, by how they begin.
 */
public final class ReplyDocuments {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Deeper than what later steps may read of it. */
    static final int DEPTH = 64;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ReplyDocuments() {}

    public static ReplyDocument parse(@Nullable String contentType, String reply) {
        String body = reply.startsWith(BYTE_ORDER_MARK) ? reply.substring(1) : reply;
        return switch (kind(contentType, body.strip())) {
            case JSON -> json(body).orElseGet(() -> new TextReply(body));
            case XML -> XmlReply.parse(body).orElseGet(() -> new TextReply(body));
            case HTML -> new HtmlReply(body);
            case TEXT -> new TextReply(body);
        };
    }

    private enum Kind {
        JSON,
        XML,
        HTML,
        TEXT
    }

    private static Kind kind(@Nullable String contentType, String body) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        type = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (type.isEmpty()) {
            return guess(body);
        }
        if (type.contains("html")) {
            return Kind.HTML;
        }
        if (type.contains("json")) {
            return Kind.JSON;
        }
        return type.contains("xml") ? Kind.XML : Kind.TEXT;
    }

    private static Kind guess(String body) {
        if (body.startsWith("{") || body.startsWith("[")) {
            return Kind.JSON;
        }
        if (body.regionMatches(true, 0, "<!doctype html", 0, 14)
                || body.regionMatches(true, 0, "<html", 0, 5)) {
            return Kind.HTML;
        }
        return body.startsWith("<") ? Kind.XML : Kind.TEXT;
    }

    private static Optional<ReplyDocument> json(String body) {
        try {
            Object root = JSON.readValue(body, Object.class);
            return root == null ? Optional.empty() : Optional.of(new JsonReply(root));
        } catch (JsonProcessingException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }
}

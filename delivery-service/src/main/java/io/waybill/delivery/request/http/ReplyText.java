package io.waybill.delivery.request.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.http.SendResult.Answered;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests and replies as JSON text for the record, and replies as a JSON model. */
final class ReplyText {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private ReplyText() {}

    /** The request for the record. Give it one that was built of masked settings. */
    static String of(OutgoingRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", request.method());
        shown.put("url", request.url().toString());
        shown.put("headers", headers(request.headers()));
        String body = RequestBodies.text(request.body());
        shown.put("body", body.substring(0, Math.min(body.length(), Call.KEPT_BYTES)));
        if (body.length() > Call.KEPT_BYTES) {
            shown.put("cut", true);
        }
        return write(shown);
    }

    static String of(Answered answer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("status", answer.status());
        shown.put("headers", headers(answer.headers()));
        shown.put("body", body(answer));
        if (answer.cut()) {
            shown.put("cut", true);
        }
        if (!answer.whole()) {
            shown.put("broken_off", true);
        }
        return write(shown);
    }

    /** The body as a model of maps and lists; null where it is not JSON, or only a part of it. */
    static @Nullable Object json(Answered answer) {
        String body = body(answer).strip();
        boolean looksLike = body.startsWith("{") || body.startsWith("[");
        if (!looksLike || answer.cut() || !answer.whole()) {
            return null;
        }
        try {
            return JSON.readValue(body, Object.class);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static String body(Answered answer) {
        Charset charset = StandardCharsets.UTF_8;
        for (Header header : answer.headers()) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                charset = charset(header.value());
            }
        }
        // Replaces what is malformed, and the half of a character at the cut.
        return charset.decode(ByteBuffer.wrap(answer.body())).toString();
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        if (!named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Map<String, Object> headers(List<Header> headers) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (Header header : headers) {
            byName.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.value());
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        byName.forEach(
                (name, values) -> shown.put(name, values.size() == 1 ? values.getFirst() : values));
        return shown;
    }

    private static String write(Map<String, Object> shown) {
        try {
            return JSON.writeValueAsString(shown);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Text is not JSON", impossible);
        }
    }
}

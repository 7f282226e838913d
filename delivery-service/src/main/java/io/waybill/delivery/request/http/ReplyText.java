package io.waybill.delivery.request.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.request.JsonText;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests and replies as JSON text for the record. */
final class ReplyText {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENCODING =
            Pattern.compile(
                    "^(?:\u00EF\u00BB\u00BF)?\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};
    private static final int LONGEST_HEAD = 200;

    private ReplyText() {}

    /** The request for the record. Give it one that was built of masked settings. */
    static String of(OutgoingRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", request.method());
        shown.put("url", request.url().toString());
        shown.put("headers", headers(request.headers()));
        String body = request.body().text();
        shown.put("body", body.substring(0, Math.min(body.length(), Call.KEPT_BYTES)));
        if (body.length() > Call.KEPT_BYTES) {
            shown.put("cut", true);
        }
        return JsonText.of(shown);
    }

    /**
     * A request for the record and what was added to it before it was sent.
     *
     * @param parameter of the URL, encoded and masked
     */
    static String with(String shown, List<Header> added, Optional<String> parameter) {
        Map<String, Object> request;
        try {
            request = JSON.readValue(shown, OBJECT);
        } catch (JsonProcessingException notWrittenHere) {
            return shown;
        }
        Map<String, Object> headers = new LinkedHashMap<>();
        if (request.get("headers") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> headers.put(name.toString(), value));
        }
        headers.putAll(headers(added));
        request.put("headers", headers);
        parameter.ifPresent(pair -> {
            String url = String.valueOf(request.get("url"));
            request.put("url", url + (url.indexOf('?') < 0 ? "?" : "&") + pair);
        });
        return JsonText.of(request);
    }

    /**
     * A reply for the record.
     *
     * @param echo masks what it repeats of the request's secrets
     */
    static String of(Answered answer, Echo echo) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("status", answer.status());
        shown.put(
                "headers",
                headers(
                        answer.headers().stream()
                                .map(header ->
                                        new Header(header.name(), echo.masked(header.value())))
                                .toList()));
        shown.put("body", echo.masked(body(answer)));
        if (answer.cut()) {
            shown.put("cut", true);
        }
        if (!answer.whole()) {
            shown.put("broken_off", true);
        }
        return JsonText.of(shown);
    }

    /** The body as text; what is no text becomes the replacement character. */
    static String body(Answered answer) {
        Charset charset = declared(answer.body());
        for (Header header : answer.headers()) {
            if (header.name().equalsIgnoreCase("Content-Type")) {
                Matcher named = CHARSET.matcher(header.value());
                charset = named.find() ? named(named.group(1)) : charset;
            }
        }
        // Replaces what is malformed, and the half of a character at the cut.
        return charset.decode(ByteBuffer.wrap(answer.body())).toString();
    }

    /** What an XML document says of itself, or its byte order mark does. */
    private static Charset declared(byte[] body) {
        String head =
                new String(
                        body, 0, Math.min(body.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")) {
            return StandardCharsets.UTF_16;
        }
        Matcher encoding = ENCODING.matcher(head);
        Charset declared = encoding.find() ? named(encoding.group(1)) : StandardCharsets.UTF_8;
        // What can be read here as it stands is in no charset of two bytes a character.
        return declared.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : declared;
    }

    private static Charset named(String charset) {
        try {
            return Charset.forName(charset);
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
}

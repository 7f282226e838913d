package io.waybill.delivery.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed, with places for parts of the request: {@code {{timestamp}}.{{body}}}. No template
 * of the flow's language: what is signed is exactly what is sent, however long it is.
 */
public final class SignedText {

    public static final Set<String> PARTS =
            Set.of("timestamp", "event_id", "method", "url", "path", "body");
    public static final Set<String> VALUE_PARTS = Set.of("signature", "timestamp", "event_id");

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{?\\s*([a-z_]+)\\s*}?}}");

    private static final Pattern BODY = Pattern.compile("\\{\\{\\{?\\s*body\\s*}?}}");

    private SignedText() {}

    public static String of(String template, Map<String, String> parts) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                parts.getOrDefault(place.group(1), place.group())));
    }

    /** The same of bytes: a body may be no text. */
    public static byte[] of(String template, Map<String, String> parts, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        Matcher place = BODY.matcher(template);
        int end = 0;
        while (place.find()) {
            signed.writeBytes(utf8(of(template.substring(end, place.start()), parts)));
            signed.writeBytes(body);
            end = place.end();
        }
        signed.writeBytes(utf8(of(template.substring(end), parts)));
        return signed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is wrong with a template, as a whole sentence. */
    public static Optional<String> flaw(String template, Set<String> known) {
        return PLACE.matcher(template)
                .results()
                .map((MatchResult place) -> place.group(1))
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "there is no " + name + "; there are " + String.join(", ", known))
                .or(() ->
                        PLACE.matcher(template).replaceAll("").contains("{{")
                                ? Optional.of("has braces that name nothing")
                                : Optional.empty());
    }
}

package io.waybill.delivery.credential.http;

import io.waybill.delivery.credential.OpenedCredential.Hmac;
import io.waybill.delivery.credential.OpenedCredential.StandardWebhooks;
import io.waybill.delivery.credential.SignedText;
import io.waybill.delivery.credential.WebhookSecret;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Headers that prove who sent a request and that nobody has changed it. */
final class Signature {

    private Signature() {}

    /**
     * Standard Webhooks 1.0.0, symmetric: the id is the same on each attempt, the time is that of
     * the attempt, and while a secret is being changed there is a signature by each.
     */
    static List<Header> of(
            StandardWebhooks webhooks, String eventId, OutgoingRequest request, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] signed =
                SignedText.of(
                        "{{event_id}}.{{timestamp}}.{{body}}",
                        Map.of("event_id", eventId, "timestamp", timestamp),
                        request.body().bytes());
        String signatures =
                webhooks.secrets().stream()
                        .map(secret ->
                                "v1,"
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        mac(
                                                                "HmacSHA256",
                                                                WebhookSecret.bytes(secret),
                                                                signed)))
                        .collect(Collectors.joining(" "));
        return List.of(
                new Header("webhook-id", eventId),
                new Header("webhook-timestamp", timestamp),
                new Header("webhook-signature", signatures));
    }

    static List<Header> of(Hmac hmac, String eventId, OutgoingRequest request, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        String path = request.url().getRawPath();
        String query = request.url().getRawQuery();
        byte[] signed =
                SignedText.of(
                        hmac.signs(),
                        Map.of(
                                "timestamp",
                                timestamp,
                                "event_id",
                                eventId,
                                "method",
                                request.method(),
                                "url",
                                request.url().toString(),
                                "path",
                                (path == null || path.isEmpty() ? "/" : path)
                                        + (query == null ? "" : "?" + query)),
                        request.body().bytes());
        byte[] mac = mac(hmac.algorithm(), hmac.secret(), signed);
        String signature =
                hmac.base64()
                        ? Base64.getEncoder().encodeToString(mac)
                        : HexFormat.of().formatHex(mac);
        String value =
                SignedText.of(
                        hmac.value(),
                        Map.of(
                                "signature", signature,
                                "timestamp", timestamp,
                                "event_id", eventId));
        return List.of(new Header(hmac.header(), value));
    }

    private static byte[] mac(String algorithm, byte[] secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException notOnThisPlatform) {
            throw new IllegalStateException("No " + algorithm, notOnThisPlatform);
        }
    }
}

package io.waybill.delivery.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a receipt says of a hand-over. No value of the lead stands in it: what was sent and answered
 * is there as its hash, which whoever has the bytes can compare.
 *
 * @param outcome success, failure or error
 * @param certain false where it is not known whether the buyer has the lead
 * @param price what the buyer named for it, or what was agreed, where it has it
 * @param at when the last of this became known
 */
public record Receipt(
        UUID eventId,
        UUID leadId,
        UUID sellerId,
        Optional<UUID> destinationId,
        Optional<String> address,
        boolean test,
        Instant acceptedAt,
        Instant at,
        String outcome,
        boolean certain,
        Optional<String> price,
        Optional<String> currency,
        List<Attempt> attempts) {

    static final String ISSUER = "waybill";

    public Receipt {
        attempts = List.copyOf(attempts);
    }

    /**
     * One sending.
     *
     * @param bodySha256 of the body that was sent, in UTF-8; empty where it was not kept whole
     * @param replySha256 of the reply's body
     */
    public record Attempt(
            int number,
            Instant endedAt,
            String outcome,
            Optional<Integer> status,
            Optional<String> bodySha256,
            Optional<String> replySha256) {

        Map<String, Object> claims() {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("number", number);
            claims.put("ended_at", endedAt.toString());
            claims.put("outcome", outcome);
            status.ifPresent(code -> claims.put("status", code));
            bodySha256.ifPresent(hash -> claims.put("body_sha256", hash));
            replySha256.ifPresent(hash -> claims.put("reply_sha256", hash));
            return claims;
        }
    }

    /** The claims, in their order. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("iat", at.getEpochSecond());
        claims.put("sub", eventId.toString());
        claims.put("lead_id", leadId.toString());
        claims.put("seller_id", sellerId.toString());
        destinationId.ifPresent(id -> claims.put("destination_id", id.toString()));
        address.ifPresent(host -> claims.put("address", host));
        claims.put("test", test);
        claims.put("accepted_at", acceptedAt.toString());
        claims.put("concluded_at", at.toString());
        claims.put("outcome", outcome);
        claims.put("certain", certain);
        price.ifPresent(amount -> claims.put("price", amount));
        currency.ifPresent(code -> claims.put("currency", code));
        List<Map<String, Object>> sent = new ArrayList<>();
        attempts.forEach(attempt -> sent.add(attempt.claims()));
        claims.put("attempts", sent);
        return claims;
    }

    /** SHA-256 of the text in UTF-8, in hexadecimal. */
    public static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

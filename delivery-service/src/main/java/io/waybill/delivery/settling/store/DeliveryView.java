package io.waybill.delivery.settling.store;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its owner sees it.
 *
 * @param destinationId the configured destination; absent where the step has an address of its own
 * @param address host and port that it goes to
 * @param state {@code accepted}, {@code sending}, {@code retrying}, {@code settled}, {@code later}
 *     (settled, and another attempt is due) or {@code sending_later}
 * @param attempts how many were made
 * @param retryAt when the next attempt is due
 * @param retryUntil when the last attempt beyond settling may start
 * @param certain false where it is not known whether the buyer has the lead
 * @param knownAt when it became known, or was given up, behind the settling
 * @param salePrice what was agreed for it
 * @param price what the buyer named for what it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeliveryView(
        UUID eventId,
        UUID leadId,
        String stepId,
        @Nullable UUID flowId,
        @Nullable UUID destinationId,
        @Nullable String address,
        boolean test,
        String state,
        int attempts,
        Instant acceptedAt,
        Instant settleBy,
        @Nullable Instant retryAt,
        @Nullable Instant retryUntil,
        @Nullable String outcome,
        @Nullable Boolean certain,
        @Nullable String reason,
        @Nullable Instant settledAt,
        @Nullable Instant knownAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal salePrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal price,
        @Nullable String currency) {

    /** A delivery with what was sent and what came back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(DeliveryView delivery, List<Attempt> attempts) {
        public Detail {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One attempt.
     *
     * @param outcome {@code success}, {@code failure}, {@code error}, or {@code unanswered}
     * @param request method, url, headers and body, secrets masked
     * @param reply status, headers and body
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Attempt(
            int number,
            String outcome,
            @Nullable Integer status,
            double latencyMs,
            Instant endedAt,
            @Nullable String reason,
            @JsonRawValue @Nullable String request,
            @JsonRawValue @Nullable String reply) {}
}

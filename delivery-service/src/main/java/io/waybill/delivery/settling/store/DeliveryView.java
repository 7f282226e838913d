package io.waybill.delivery.settling.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its owner sees it.
 *
 * @param state {@code accepted}, {@code sending}, {@code retrying} or {@code settled}
 * @param certain false where the buyer may hold the lead although no answer was read
 * @param attempts how many were made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeliveryView(
        UUID eventId,
        UUID leadId,
        String stepId,
        String state,
        int attempts,
        Instant acceptedAt,
        Instant settleBy,
        @Nullable Instant retryAt,
        @Nullable String outcome,
        @Nullable Boolean certain,
        @Nullable String reason,
        @Nullable Instant settledAt) {

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

package io.waybill.delivery.receipt.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.batch.BatchView;
import io.waybill.delivery.batch.store.BatchReader;
import io.waybill.delivery.receipt.Receipt;
import io.waybill.delivery.receipt.store.ReceiptKeys;
import io.waybill.delivery.settling.http.Work;
import io.waybill.delivery.settling.store.DeliveryReader;
import io.waybill.delivery.settling.store.DeliveryReader.Reader;
import io.waybill.delivery.settling.store.DeliveryView;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The signed receipt of a hand-over. */
@Managed
@Path("/api/deliveries/{eventId}/receipt")
public class ReceiptResource {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MASK = "***";

    private final DeliveryReader deliveries;
    private final BatchReader batches;
    private final ReceiptKeys keys;
    private final Caller caller;

    @Inject
    ReceiptResource(
            DeliveryReader deliveries, BatchReader batches, ReceiptKeys keys, Caller caller) {
        this.deliveries = deliveries;
        this.batches = batches;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @Produces("application/jose")
    @Operation(
            summary =
                    "What was handed over and what came of it, signed (JWS, ES256); the public keys"
                            + " stand at /api/deliveries/receipt-keys")
    public Uni<String> receipt(@PathParam("eventId") String eventId) {
        UUID account = caller.accountId();
        UUID id = Work.id(eventId, "delivery");
        return deliveries
                .one(new Reader(account, true), id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("delivery")))
                // Attempts are read and hashed off the event loop: they may be many and large.
                .chain(detail -> Work.off(() -> sign(account, detail)));
    }

    private String sign(UUID account, DeliveryView.Detail detail) throws SQLException {
        End settled = end(detail.delivery());
        // A row is handed over with its batch; that it was written is not a hand-over.
        End end =
                batches.ofDelivery(account, detail.delivery().eventId())
                        .map(ReceiptResource::end)
                        .orElse(settled);
        return keys.sign(receipt(account, detail, end).claims());
    }

    /** What came of a hand-over, and when that was known. */
    private record End(String outcome, boolean certain, Instant at) {}

    private static End end(DeliveryView delivery) {
        String outcome = delivery.outcome();
        Instant settledAt = delivery.settledAt();
        if (outcome == null || settledAt == null) {
            throw new ProblemException(
                    DeliveryProblem.RECEIPT_NOT_DUE, "The delivery is still under way.");
        }
        Instant knownAt = delivery.knownAt();
        return new End(
                outcome,
                Boolean.TRUE.equals(delivery.certain()),
                knownAt == null ? settledAt : knownAt);
    }

    private static End end(BatchView.Row row) {
        String outcome = row.outcome();
        Instant endedAt = row.endedAt();
        if (outcome == null || endedAt == null) {
            throw new ProblemException(
                    DeliveryProblem.RECEIPT_NOT_DUE, "The lead waits for its batch to go.");
        }
        return new End(outcome, Boolean.TRUE.equals(row.certain()), endedAt);
    }

    private static Receipt receipt(UUID account, DeliveryView.Detail detail, End end) {
        DeliveryView delivery = detail.delivery();
        String outcome = end.outcome();
        boolean taken = outcome.equals("success");
        BigDecimal price = delivery.price() == null ? delivery.salePrice() : delivery.price();
        return new Receipt(
                delivery.eventId(),
                delivery.leadId(),
                account,
                Optional.ofNullable(delivery.destinationId()),
                Optional.ofNullable(delivery.address()),
                delivery.test(),
                delivery.acceptedAt(),
                end.at(),
                outcome,
                end.certain(),
                taken && price != null ? Optional.of(price.toPlainString()) : Optional.empty(),
                taken ? Optional.ofNullable(delivery.currency()) : Optional.empty(),
                detail.attempts().stream().map(ReceiptResource::attempt).toList());
    }

    private static Receipt.Attempt attempt(DeliveryView.Attempt attempt) {
        return new Receipt.Attempt(
                attempt.number(),
                attempt.endedAt(),
                attempt.outcome(),
                Optional.ofNullable(attempt.status()),
                bodyHash(attempt.request()),
                bodyHash(attempt.reply()));
    }

    /** Of a body that is kept as it was: neither masked nor cut. */
    private static Optional<String> bodyHash(@Nullable String exchange) {
        if (exchange == null) {
            return Optional.empty();
        }
        try {
            JsonNode kept = JSON.readTree(exchange);
            JsonNode body = kept.path("body");
            boolean whole = body.isTextual() && !kept.path("cut").asBoolean(false);
            return whole && !body.asText().contains(MASK)
                    ? Optional.of(Receipt.sha256(body.asText()))
                    : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }
}

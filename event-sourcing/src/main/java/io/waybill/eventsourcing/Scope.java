package io.waybill.eventsourcing;

import io.waybill.meta.v1.EventMeta;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call from outside gives to all records that follow from it.
 *
 * @param counterpartyId the other account that may see the records, where there is one
 * @param lane what must be decided in one order; decides the partition
 * @param correlationId one per call from outside
 */
public record Scope(
        UUID accountId,
        @Nullable UUID counterpartyId,
        String lane,
        UUID correlationId,
        boolean test) {

    /** The account's own lane, no counterparty, not a test. */
    public static Scope of(UUID accountId, UUID correlationId) {
        return new Scope(accountId, null, accountId.toString(), correlationId, false);
    }

    /** That of a record, for what follows from it. */
    public static Scope of(EventMeta meta) {
        return new Scope(
                meta.getAccountId(),
                meta.getCounterpartyId(),
                meta.getLane(),
                meta.getCorrelationId(),
                meta.getTest());
    }
}

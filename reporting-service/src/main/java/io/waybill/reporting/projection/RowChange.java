package io.waybill.reporting.projection;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row.
 *
 * <p>Topics are read independently of each other, and a record may be read twice. Therefore each
 * column is owned by exactly one kind of change, a change can be applied any number of times, and
 * where a row can change more than once (names, keys) the changes come from one stream and its
 * sequence decides. Nothing here depends on a clock or on the order of arrival.
 */
public sealed interface RowChange {

    /** From {@code LeadReceived}. */
    record LeadArrival(
            UUID leadId,
            UUID accountId,
            Origin origin,
            Instant receivedAt,
            boolean test,
            SealedValue data)
            implements RowChange {}

    /** From {@code LeadCompleted}. */
    record LeadResult(
            UUID leadId,
            UUID accountId,
            String outcome,
            @Nullable String decidedBy,
            @Nullable SealedValue reason,
            LeadMoney money,
            Instant completedAt)
            implements RowChange {}

    /** From {@code LeadClosed}. */
    record LeadEnd(UUID leadId, UUID accountId, Instant closedAt) implements RowChange {}

    /** From {@code DuplicateKeySeen}: the id of a call that was given the first lead's answer. */
    record LeadRepeat(UUID leadId, UUID accountId, UUID firstLeadId) implements RowChange {}

    /**
     * From {@code LeadReceived} of a lead that runs again.
     *
     * @param firstLeadId the lead's first run
     * @param number of this run, from 2
     */
    record LinkedRun(UUID runId, UUID accountId, UUID firstLeadId, int number)
            implements RowChange {}

    /** From {@code DeliveryRequested}. */
    record DeliveryOrder(
            UUID eventId,
            UUID leadId,
            UUID accountId,
            String stepId,
            int run,
            BigDecimal salePrice,
            String currency,
            Instant requestedAt)
            implements RowChange {}

    /** From {@code StepSettled}: what the hand-over came to and earned. */
    record DeliveryResult(
            UUID eventId,
            UUID leadId,
            UUID accountId,
            String outcome,
            boolean certain,
            BigDecimal revenue,
            Instant settledAt)
            implements RowChange {}

    /**
     * From {@code DeliveryReconciled}: whether the buyer has the lead.
     *
     * @param price what the buyer named for it
     */
    record DeliveryKnown(
            UUID eventId,
            UUID leadId,
            UUID accountId,
            String outcome,
            @Nullable BigDecimal price,
            Instant knownAt)
            implements RowChange {}

    /** From {@code SaleReconciled}: what a sale earned of which nothing was known before. */
    record SaleKnown(UUID eventId, UUID leadId, UUID accountId, String outcome, BigDecimal revenue)
            implements RowChange {}

    /** Any event that belongs to a lead: one line of its timeline. */
    record TimelineLine(TimelineEvent event) implements RowChange {}

    /** From {@code LeadKeyLive}; an erased key stays erased. */
    record KeyLive(UUID leadId, ByteBuffer wrappedKey, String masterKeyId) implements RowChange {}

    /** From {@code LeadKeyErased}: the key and every clear column of the lead are forgotten. */
    record KeyErased(UUID leadId, Instant erasedAt) implements RowChange {}

    /** Name of a flow as of this sequence of its stream. */
    record FlowName(UUID flowId, UUID accountId, String name, long sequence) implements RowChange {}

    /** Name of a source as of this sequence of its flow's stream. */
    record SourceName(UUID flowId, String sourceId, UUID accountId, String name, long sequence)
            implements RowChange {}

    /** Name and type of a step as of this sequence of its flow's stream. */
    record StepName(
            UUID flowId, String stepId, UUID accountId, String name, String type, long sequence)
            implements RowChange {}

    /** From {@code AccountOpened}: the zone whose days the account counts by. */
    record AccountZone(UUID accountId, String zone) implements RowChange {}

    /** A delivery settled, or its buyer said something about it: its day is to be counted again. */
    record RecipientDue(UUID eventId) implements RowChange {}

    /** Where a lead came in. */
    record Origin(UUID flowId, int flowVersion, UUID sourceId) {}

    /** What a completed lead costs and earned. */
    record LeadMoney(BigDecimal price, BigDecimal revenue, String currency) {}

    /** Ciphertext and the record that it is bound to. */
    record SealedValue(UUID recordId, ByteBuffer bytes) {}
}

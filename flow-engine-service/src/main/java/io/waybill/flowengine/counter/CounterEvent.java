package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CounterEvent.Handed;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What changes counters, or tells what was read from them. */
public sealed interface CounterEvent permits CapEvent, DuplicateEvent, Tallied, Handed {

    /** A lead, or a hand-over of a step, ended in success. */
    record Tallied(CapScope scope, Tally.Bucket bucket, Tally amount) implements CounterEvent {

        /**
         * For a lead, which counts for its flow and its source.
         *
         * @param price what its source is paid
         */
        public static List<CounterEvent> ofLead(
                UUID flowId, UUID sourceId, Instant receivedAt, BigDecimal price) {
            Tally.Bucket bucket = Tally.Bucket.of(receivedAt);
            return List.of(
                    new Tallied(CapScope.flow(flowId), bucket, Tally.one(price)),
                    new Tallied(CapScope.source(flowId, sourceId), bucket, Tally.one(price)));
        }

        /**
         * For a hand-over.
         *
         * @param revenue what it earned
         */
        public static CounterEvent ofStep(
                UUID flowId, String stepId, Instant settledAt, BigDecimal revenue) {
            return new Tallied(
                    CapScope.step(flowId, stepId), Tally.Bucket.of(settledAt), Tally.one(revenue));
        }
    }

    /**
     * A routing step whose recipients share leads gave one of them a lead.
     *
     * @param credits how much those that could take it are short of their share now
     */
    record Handed(UUID flowId, String stepId, Map<String, Long> credits) implements CounterEvent {}
}

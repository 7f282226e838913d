package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CounterEvent.Handed;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import java.util.UUID;

/** What changes counters, or tells what was read from them. */
public sealed interface CounterEvent permits CapEvent, DuplicateEvent, Tallied, Handed {

    /** A lead, or a hand-over of a step, ended in success. */
    record Tallied(CapScope scope, Tally.Bucket bucket, Tally amount) implements CounterEvent {}

    /** A routing step gave a lead to one of its recipients. */
    record Handed(UUID flowId, String stepId, String recipientId) implements CounterEvent {}
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.schemas.Decoded;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The one processor: hands each record of its partition to the lane. */
final class LaneProcessor implements Processor<byte[], @Nullable Decoded, Object, Object> {

    private final Parts parts;
    private @Nullable Lane lane;

    /** What all lanes of an instance share. */
    record Parts(LeadRunDecider decider, MasterKeys masterKeys, LaneObserver observer) {}

    LaneProcessor(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        lane = new Lane(context, parts);
    }

    @Override
    public void process(Record<byte[], @Nullable Decoded> record) {
        Lane here = Objects.requireNonNull(lane, "init comes first");
        switch (record.value()) {
            case Decoded.Event event -> here.handle(event.value(), record);
            case Decoded.UnknownRecord(String name) -> parts.observer().skipped(name);
            case Decoded.Undecodable bad -> here.setAside(record, bad);
            case null -> {}
        }
    }
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.schemas.Topic;
import java.util.UUID;

/** A lead that does not go through as meant would make the figure worthless. */
final class StrictObserver implements LaneObserver {

    @Override
    public void skipped(String record) {
        throw new IllegalStateException(record);
    }

    @Override
    public void setAside(Topic topic, String why) {
        throw new IllegalStateException(why);
    }

    @Override
    public void failed(UUID leadId, Throwable cause) {
        throw new IllegalStateException(cause);
    }
}

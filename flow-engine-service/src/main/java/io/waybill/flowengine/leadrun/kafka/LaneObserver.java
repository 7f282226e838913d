package io.waybill.flowengine.leadrun.kafka;

import io.waybill.schemas.Topic;
import java.util.UUID;

/** Hears of what an operator should know; nothing here holds a lead's values. */
interface LaneObserver {

    /** A record type of a newer release was skipped. */
    void skipped(String record);

    /** A message that nobody can read was set aside. */
    void setAside(Topic topic, String why);

    /** A decision could not be made; its lead ends with an error. */
    void failed(UUID leadId, Throwable cause);
}

package io.waybill.flowengine.leadrun.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.schemas.Topic;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Logs and counts what an operator should know; a failure's message may quote a value and is left
 * out.
 */
@Singleton
final class LoggedLanes implements LaneObserver {

    private static final Logger LOG = Logger.getLogger("io.waybill.flowengine.lane");
    private static final int FRAMES = 6;

    private final MeterRegistry meters;

    LoggedLanes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void skipped(String record) {
        meters.counter("waybill.lane.skipped", "record", record).increment();
    }

    @Override
    public void setAside(Topic topic, String why) {
        meters.counter("waybill.lane.set.aside", "topic", topic.topicName()).increment();
        LOG.warnf("message set aside topic=%s why=%s", topic.topicName(), why);
    }

    @Override
    public void failed(UUID leadId, Throwable cause) {
        meters.counter("waybill.lane.failed").increment();
        LOG.errorf(
                "decision failed lead=%s cause=%s at=%s",
                leadId, cause.getClass().getName(), frames(cause));
    }

    private static String frames(Throwable cause) {
        StringBuilder frames = new StringBuilder();
        StackTraceElement[] trace = cause.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
            frames.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        return frames.toString();
    }
}

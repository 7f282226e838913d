package io.waybill.reporting.projection.kafka;

import io.waybill.schemas.Topic;
import java.util.List;

/** The topics that the tables are made of. */
public final class ProjectedTopics {

    public static final List<Topic> ALL =
            List.of(
                    Topic.FLOW_DEFINITIONS,
                    Topic.FLOW_KEYS,
                    Topic.FLOW_LEADS,
                    Topic.DELIVERY_ATTEMPTS,
                    Topic.FEEDBACK_EVENTS,
                    Topic.PARTNER_EVENTS);

    private ProjectedTopics() {}
}

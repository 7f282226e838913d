package io.waybill.schemas;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Topics for records that a consumer could not read: bytes and headers as they came, kept for 30
 * days, owned by that consumer. A consumer that is not declared here has no dead letter topic and
 * may not consume the topic.
 */
public final class DeadLetters {

    public static final int PARTITIONS = 1;

    private static final String INTAKE = "intake-service";
    private static final String ENGINE = "flow-engine-service";
    private static final String DELIVERY = "delivery-service";
    private static final String FEEDBACK = "feedback-service";
    private static final String PARTNER = "partner-service";
    private static final String REPORTING = "reporting-service";

    private DeadLetters() {}

    /**
     * Name of the dead letter topic, {@code <topic>.dlq.<consumer>}.
     *
     * @throws IllegalArgumentException when the consumer is not declared for the topic
     */
    public static String topic(Topic topic, String consumer) {
        if (!consumers(topic).contains(consumer)) {
            throw new IllegalArgumentException(
                    consumer
                            + " is not declared as a consumer of "
                            + topic.topicName()
                            + "; declared: "
                            + consumers(topic));
        }
        return name(topic, consumer);
    }

    /** The services that may consume the topic, by module name. */
    public static List<String> consumers(Topic topic) {
        return switch (topic) {
            case FLOW_REQUESTS -> List.of(ENGINE);
            case INTAKE_REPLIES -> List.of(INTAKE);
            case DELIVERY_REQUESTS -> List.of(DELIVERY);
            case FLOW_LEADS -> List.of(ENGINE, FEEDBACK, REPORTING);
            case FLOW_DEFINITIONS -> List.of(PARTNER, REPORTING);
            case INTAKE_REFUSALS, REPORTING_EVENTS -> List.of(REPORTING);
            case FLOW_VERSIONS -> List.of(INTAKE, ENGINE, REPORTING);
            case FLOW_LISTS -> List.of(ENGINE, PARTNER, REPORTING);
            case FLOW_KEYS -> List.of(ENGINE, DELIVERY, FEEDBACK, REPORTING);
            case DELIVERY_ATTEMPTS -> List.of(ENGINE, FEEDBACK, REPORTING);
            case DELIVERY_DEFINITIONS -> List.of(DELIVERY, PARTNER, REPORTING);
            case FEEDBACK_EVENTS -> List.of(ENGINE, DELIVERY, REPORTING);
            case PARTNER_EVENTS, PARTNER_KEYS ->
                    List.of(INTAKE, ENGINE, DELIVERY, FEEDBACK, PARTNER, REPORTING);
        };
    }

    /** Names of all dead letter topics. */
    static List<String> all() {
        return Arrays.stream(Topic.values()).flatMap(DeadLetters::of).toList();
    }

    static Map<String, String> settings() {
        return TopicSettings.kept(Duration.ofDays(30), Duration.ofDays(1));
    }

    private static Stream<String> of(Topic topic) {
        return consumers(topic).stream().map(consumer -> name(topic, consumer));
    }

    private static String name(Topic topic, String consumer) {
        return topic.topicName() + ".dlq." + consumer;
    }
}

package io.waybill.schemas;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every topic of an installation; dead letters are in {@link DeadLetters}. */
public enum Topic {
    /** Inbox of the engine: submissions and ticks. Key: lead id. */
    FLOW_REQUESTS("flow.requests", Kind.WORK),
    /** Answers to sources, on the partition of the asking instance. Key: correlation id. */
    INTAKE_REPLIES("intake.replies", Kind.REPLIES),
    /** Inbox of delivery. Key: Event ID. */
    DELIVERY_REQUESTS("delivery.requests", Kind.WORK),
    /** The life of a lead. Key: lead id. */
    FLOW_LEADS("flow.leads", Kind.LEDGER),
    /** Drafts and deployments. Key: flow id. */
    FLOW_DEFINITIONS("flow.definitions", Kind.LEDGER),
    /** What intake and the engine run on. Key: {@code flowId/version}, or flow id. */
    FLOW_VERSIONS("flow.versions", Kind.COMPACTED),
    /** Suppression and value lists. Key: list id. */
    FLOW_LISTS("flow.lists", Kind.LEDGER),
    /** Data keys of leads. Key: lead id. */
    FLOW_KEYS("flow.keys", Kind.COMPACTED),
    /** What came of each delivery. Key: Event ID. */
    DELIVERY_ATTEMPTS("delivery.attempts", Kind.LEDGER),
    /** Destinations. Key: destination id. */
    DELIVERY_DEFINITIONS("delivery.definitions", Kind.LEDGER),
    /** Feedback of buyers. Key: Event ID. */
    FEEDBACK_EVENTS("feedback.events", Kind.LEDGER),
    /** Accounts, users, keys. Key: account id. */
    PARTNER_EVENTS("partner.events", Kind.LEDGER),
    /** Data keys of people, HMAC keys of accounts. Key: owner's id. */
    PARTNER_KEYS("partner.keys", Kind.COMPACTED),
    /** Counted refusals of known sources. Key: source id. */
    INTAKE_REFUSALS("intake.refusals", Kind.LEDGER, Duration.ofDays(90)),
    /** Alerts, report definitions, exports made. Key: account id. */
    REPORTING_EVENTS("reporting.events", Kind.LEDGER);

    /** What a topic is for decides how long its records stay. */
    public enum Kind {
        /** The truth: kept for ever unless the topic says otherwise. */
        LEDGER,
        /** Requests; they expire. */
        WORK,
        /** The last record of each key stays; a replaced one leaves the disk within hours. */
        COMPACTED,
        /** Answers that somebody waits for now. */
        REPLIES
    }

    private final String topicName;
    private final Kind kind;
    private final Map<String, String> settings;

    Topic(String topicName, Kind kind) {
        this(topicName, kind, null);
    }

    Topic(String topicName, Kind kind, @Nullable Duration retention) {
        this.topicName = topicName;
        this.kind = kind;
        TreeMap<String, String> all = new TreeMap<>(TopicSettings.of(kind));
        if (retention != null) {
            all.putAll(TopicSettings.kept(retention, Duration.ofDays(1)));
        }
        this.settings = Map.copyOf(all);
    }

    public String topicName() {
        return topicName;
    }

    public Kind kind() {
        return kind;
    }

    /** Topic configuration, complete: what the broker's defaults say does not matter. */
    public Map<String, String> settings() {
        return settings;
    }

    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values()).filter(t -> t.topicName.equals(topicName)).findFirst();
    }
}

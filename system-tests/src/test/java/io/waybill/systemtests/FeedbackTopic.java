package io.waybill.systemtests;

import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.ledger.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands on the topic of feedback. */
final class FeedbackTopic {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private FeedbackTopic() {}

    /** Of one event; a relay that was killed may publish a record again, which is the same then. */
    static List<Entry> of(House house, String eventId) {
        Set<String> seen = new HashSet<>();
        return house.ledger().read("feedback.events").stream()
                .filter(entry -> entry.streamId().equals(eventId))
                .filter(entry -> seen.add(entry.recordId()))
                .toList();
    }

    /** The names of records of one event, once there are so many. */
    static List<String> awaitNames(House house, String eventId, int count) {
        return await("feedback on its topic")
                .atMost(LIMIT)
                .until(() -> of(house, eventId), found -> found.size() >= count)
                .stream()
                .map(Entry::name)
                .toList();
    }
}

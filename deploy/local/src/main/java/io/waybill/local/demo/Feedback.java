package io.waybill.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What buyers say afterwards: every fifth lead is a customer now, every ninth comes back. */
final class Feedback {

    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(30);

    private final Api stranger;

    Feedback(Api stranger) {
        this.stranger = stranger;
    }

    /** How many posts got which outcome. */
    Map<String, Integer> post(List<String> eventIds) {
        var outcomes = new TreeMap<String, Integer>();
        for (int i = 0; i < eventIds.size(); i++) {
            if (i % 5 == 0) {
                outcomes.merge(post(eventIds.get(i), "type=conversion"), 1, Integer::sum);
            } else if (i % 9 == 0) {
                var form = "type=return&reason=Wrong+number";
                outcomes.merge(post(eventIds.get(i), form), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    /** An Event ID that was issued a moment ago may still be on its way to the service. */
    private String post(String eventId, String form) {
        return Await.until(
                "Taking feedback",
                KNOWN_LIMIT,
                () -> {
                    var answer = stranger.tryForm("/feedback?event_id=" + eventId, form, eventId);
                    return answer.status() == 201
                            ? Optional.of(answer.json().path("outcome").asText())
                            : Optional.<String>empty();
                });
    }
}

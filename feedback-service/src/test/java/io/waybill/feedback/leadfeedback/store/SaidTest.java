package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.terms.FeedbackType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SaidTest {

    private static String digest(FeedbackType type, String reason, Map<String, String> values) {
        return Said.digest(
                new GiveFeedback(
                        UUID.randomUUID(),
                        Optional.of(type),
                        Optional.of(new Reason(reason)),
                        new Values(values),
                        Instant.EPOCH));
    }

    @Test
    void what_is_said_counts_and_not_when_or_in_which_order() {
        assertThat(digest(FeedbackType.RETURN, "Fake", Map.of("a", "1", "b", "2")))
                .isEqualTo(digest(FeedbackType.RETURN, "Fake", Map.of("b", "2", "a", "1")));
    }

    @Test
    void another_type_reason_or_value_is_something_else() {
        assertThat(digest(FeedbackType.RETURN, "Fake", Map.of("a", "1")))
                .isNotEqualTo(digest(FeedbackType.CONVERSION, "Fake", Map.of("a", "1")))
                .isNotEqualTo(digest(FeedbackType.RETURN, "Fak", Map.of("a", "1")))
                .isNotEqualTo(digest(FeedbackType.RETURN, "Fake", Map.of("a", "2")))
                .isNotEqualTo(digest(FeedbackType.RETURN, "Fake", Map.of("a1", "")));
    }
}

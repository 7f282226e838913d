package io.waybill.reporting.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.reporting.projection.EventType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTextTest {

    private static final Named BUYER = new Named("step-1", "Buyer A");

    @Test
    void a_reason_follows_what_happened() {
        assertThat(
                        EventText.of(
                                EventType.LEAD_COMPLETED,
                                null,
                                "failure",
                                "Missing required email",
                                Map.of()))
                .isEqualTo("Completed as failure: Missing required email");
    }

    @Test
    void an_attempt_says_its_number_and_status() {
        assertThat(
                        EventText.of(
                                EventType.ATTEMPT_ENDED,
                                BUYER,
                                "error",
                                null,
                                Map.of("attempt", 2, "status", 503)))
                .isEqualTo("Attempt 2 to Buyer A ended in error (HTTP 503)");
    }

    @Test
    void what_is_not_certain_says_so() {
        assertThat(
                        EventText.of(
                                EventType.STEP_SETTLED,
                                BUYER,
                                "error",
                                null,
                                Map.of("certain", false)))
                .isEqualTo("Buyer A settled as error, not certain");
    }

    @Test
    void a_step_without_a_known_name_is_called_by_its_id() {
        assertThat(
                        EventText.of(
                                EventType.STEP_SKIPPED,
                                new Named("step-9", null),
                                "skip",
                                null,
                                Map.of("code", "disabled")))
                .isEqualTo("step-9 was skipped: it is disabled");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void every_event_has_words_even_when_nothing_is_known(EventType type) {
        assertThat(EventText.of(type, null, null, null, Map.of())).isNotBlank();
    }
}

package io.waybill.delivery.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.language.Retry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DestinationTest {

    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID ACCOUNT = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @Test
    void a_step_writes_its_settings_over_those_of_the_destination() {
        Destination destination = destination(Map.of("url", "https://a.example", "method", "POST"));

        assertThat(destination.settingsUnder(Map.of("method", "PUT", "form_field.a", "{{lead.a}}")))
                .containsEntry("url", "https://a.example")
                .containsEntry("method", "PUT")
                .containsEntry("form_field.a", "{{lead.a}}");
        assertThat(destination.settings()).containsEntry("method", "POST");
    }

    @Test
    void settings_keep_the_order_in_which_they_were_written() {
        Map<String, Object> settings = new LinkedHashMap<>();
        List<String> names = List.of("form_field.z", "form_field.a", "form_field.m");
        names.forEach(name -> settings.put(name, "1"));

        assertThat(destination(settings).settings().keySet()).containsExactlyElementsOf(names);
    }

    @Test
    void a_destination_tells_nothing_of_its_settings_as_text() {
        assertThat(destination(Map.of("basic_password", "s3cret")).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void where_nothing_is_said_fifty_go_at_once_for_as_long_as_the_deadline_allows() {
        assertThat(Limits.standard())
                .isEqualTo(new Limits(50, Optional.empty(), Duration.ofSeconds(360)));
    }

    @Test
    void where_nothing_is_said_nothing_is_tried_again_beyond_settling() {
        Retry retry = Retry.standard();

        assertThat(retry.on()).containsExactlyInAnyOrder(Retry.Cause.ERROR, Retry.Cause.UNKNOWN);
        assertThat(retry.attempts()).isEqualTo(10);
        assertThat(retry.outlivesSettling()).isFalse();
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Limits(0, Optional.empty(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits.Rate(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Retry(
                                Retry.standard().on(),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1),
                                1,
                                Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Destination destination(Map<String, Object> settings) {
        return new Destination(
                ID,
                ACCOUNT,
                "Acme",
                1,
                new Transport.Http(),
                settings,
                Optional.empty(),
                Limits.standard(),
                Retry.standard(),
                Optional.empty(),
                Optional.empty(),
                false,
                Escalation.NOBODY,
                true);
    }
}

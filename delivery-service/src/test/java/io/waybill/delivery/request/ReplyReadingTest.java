package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.Vars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyReadingTest {

    private static final Map<String, Object> JSON =
            Map.of(
                    "reason",
                    "Duplicate lead",
                    "result",
                    Map.of("why", List.of("Out of area"), "id", 4711));

    @Test
    void a_reason_is_read_where_replies_commonly_have_it() {
        assertThat(read(422, JSON).reason()).isEqualTo("Duplicate lead");
    }

    @Test
    void paths_say_where_reason_and_reference_stand() {
        ReplyReading reading =
                read(422, JSON, "reason_path", "result.why.0", "reference_path", "result.id");

        assertThat(reading.reason()).isEqualTo("Out of area");
        assertThat(reading.reference()).isEqualTo("4711");
    }

    @Test
    void without_a_reason_in_the_reply_the_default_or_the_status_speaks() {
        assertThat(read(503, null).reason()).isEqualTo("Replied with status 503");
        assertThat(read(422, JSON, "reason_path", "no.such.path").reason())
                .isEqualTo("Replied with status 422");
        assertThat(read(422, null, "default_reason", "Not wanted").reason())
                .isEqualTo("Not wanted");
    }

    @Test
    void a_success_without_a_reason_has_none() {
        assertThat(read(200, Map.of()).reason()).isNull();
    }

    @Test
    void a_member_that_is_no_text_is_no_reason() {
        assertThat(read(422, JSON, "reason_path", "result").reason())
                .isEqualTo("Replied with status 422");
    }

    @Test
    void a_very_long_reason_is_cut() {
        String reason = read(422, Map.of("reason", "x".repeat(5_000))).reason();

        assertThat(reason).hasSize(1_001).endsWith("…");
    }

    private static ReplyReading read(int status, @Nullable Object json, String... pairs) {
        Map<String, Setting> settings = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], new Setting(pairs[i + 1], false));
        }
        return ReplyReading.read(new Settings(settings), Vars.of(Map.of()), status, json);
    }
}

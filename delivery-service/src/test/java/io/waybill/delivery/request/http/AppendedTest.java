package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.reply.ReplyReading;
import io.waybill.delivery.settling.AttemptOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppendedTest {

    @Test
    void a_reply_is_appended_as_json() {
        assertThat(Appended.of(reading(Map.of("a", 1)))).isEqualTo("{\"a\":1}");
        assertThat(Appended.of(reading(Map.of()))).isNull();
    }

    @Test
    void what_is_too_much_is_left_out_and_marked() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("small", "x");
        members.put("large", "é".repeat(40_000));
        members.put("last", "y");

        assertThat(Appended.of(reading(members)))
                .isEqualTo("{\"small\":\"x\",\"last\":\"y\",\"cut\":true}");
    }

    private static ReplyReading reading(Map<String, @Nullable Object> appended) {
        return new ReplyReading(AttemptOutcome.SUCCESS, null, null, null, appended);
    }
}

package io.waybill.delivery.request.http;

import io.waybill.delivery.reply.ReplyReading;
import io.waybill.delivery.request.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reply appends to its lead, as JSON text of a bounded size. */
final class Appended {

    private static final int MOST_BYTES = 64 * 1024;

    /** Says that members were left out. */
    private static final String CUT = "cut";

    private Appended() {}

    /** Null where there is nothing to append. */
    static @Nullable String of(ReplyReading reading) {
        if (reading.appended().isEmpty()) {
            return null;
        }
        String whole = JsonText.of(reading.appended());
        return bytes(whole) <= MOST_BYTES ? whole : cut(reading.appended());
    }

    /** The first members that fit together. */
    private static String cut(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        int room = MOST_BYTES - 32;
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            int size = bytes(JsonText.of(member.getKey()) + JsonText.of(member.getValue())) + 2;
            if (size <= room) {
                kept.put(member.getKey(), member.getValue());
                room -= size;
            }
        }
        kept.put(CUT, true);
        return JsonText.of(kept);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

package io.waybill.intake.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hours in which leads are taken, in words. */
final class OpenHours {

    private OpenHours() {}

    static Optional<String> words(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> hours) || !(hours.get("days") instanceof Map<?, ?> days)) {
            return Optional.empty();
        }
        List<String> open = new ArrayList<>();
        days.forEach((day, spans) -> {
            String times = spans(spans);
            if (!times.isEmpty()) {
                open.add(day + " " + times);
            }
        });
        String zone = hours.get("time_zone") == null ? "" : " (" + hours.get("time_zone") + ")";
        return Optional.of(
                open.isEmpty()
                        ? "No leads are taken at present"
                        : "Leads are taken only " + String.join(", ", open) + zone);
    }

    private static String spans(@Nullable Object json) {
        List<String> times = new ArrayList<>();
        if (json instanceof List<?> spans) {
            for (Object span : spans) {
                if (span instanceof List<?> ends && ends.size() == 2) {
                    times.add(ends.getFirst() + " to " + ends.getLast());
                }
            }
        }
        return String.join(" and ", times);
    }
}

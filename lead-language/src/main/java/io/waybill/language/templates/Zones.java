package io.waybill.language.templates;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Time zones by name, and what people call their offsets: CST in winter, CDT in summer. */
final class Zones {

    private static final int MINUTE = 60;
    private static final Map<String, String> BY_LOWER_CASE =
            ZoneId.getAvailableZoneIds().stream()
                    .collect(
                            Collectors.toMap(
                                    id -> id.toLowerCase(Locale.ROOT), id -> id, (a, b) -> a));
    private static final Map<String, List<Name>> NAMES = read();

    private Zones() {}

    /** A name that an offset has from a moment on. */
    private record Name(String text, int offsetSeconds, long from) {}

    /** A zone of the tz database, in any case, or an offset such as {@code -05:00}. */
    static Optional<ZoneId> find(String name) {
        String stripped = name.strip();
        String id = BY_LOWER_CASE.get(stripped.toLowerCase(Locale.ROOT));
        try {
            return Optional.of(ZoneId.of(id == null ? stripped : id, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code CST}; numbers such as {@code +05} or {@code -0330} where nobody has a word. */
    static String nameOf(ZonedDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        long instant = time.toEpochSecond();
        String name = null;
        for (Name known : NAMES.getOrDefault(time.getZone().getId(), List.of())) {
            if (known.offsetSeconds() == offset && (name == null || known.from() <= instant)) {
                name = known.text();
            }
        }
        if (name != null) {
            return name;
        }
        if (time.getZone().normalized().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        String digits = offset(offset, "");
        return digits.endsWith("00") ? digits.substring(0, 3) : digits;
    }

    /** {@code +05:30}. */
    static String offset(int seconds, String separator) {
        int minutes = Math.abs(seconds) / MINUTE;
        return "%s%02d%s%02d"
                .formatted(seconds < 0 ? "-" : "+", minutes / 60, separator, minutes % 60);
    }

    private static Map<String, List<Name>> read() {
        Map<String, List<Name>> names = new HashMap<>();
        for (String line : Resources.lines("zone-abbreviations.txt")) {
            String[] sides = line.split(" = ");
            List<Name> ofLine = new ArrayList<>();
            for (String entry : sides[0].split(" ")) {
                String[] parts = entry.split("[:@]");
                long from = parts.length > 2 ? Long.parseLong(parts[2]) : Long.MIN_VALUE;
                ofLine.add(new Name(parts[0], Integer.parseInt(parts[1]) * MINUTE, from));
            }
            for (String zone : sides[1].split(" ")) {
                names.put(zone, List.copyOf(ofLine));
            }
        }
        return Map.copyOf(names);
    }
}

package io.waybill.delivery.destination;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is told by e-mail when a destination keeps failing: first those who look after it, then
 * others too. All of them learn that it was paused and that it answers again.
 */
public record Escalation(List<String> first, List<String> others) {

    public static final Escalation NOBODY = new Escalation(List.of(), List.of());

    private static final int MOST = 10;
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}");

    public Escalation {
        first = List.copyOf(first);
        others = List.copyOf(others);
    }

    /** Reads {@code {"notify"?: [address], "notify_others"?: [address]}}. */
    static Escalation read(JsonPart json) {
        json.refuseOthers(Set.of("notify", "notify_others"));
        return new Escalation(addresses(json, "notify"), addresses(json, "notify_others"));
    }

    private static List<String> addresses(JsonPart json, String key) {
        List<String> addresses = json.list(key);
        if (addresses.size() > MOST
                || addresses.stream().anyMatch(text -> !ADDRESS.matcher(text).matches())) {
            json.flaw(key, "must be a list of at most " + MOST + " e-mail addresses");
            return List.of();
        }
        return addresses;
    }

    /** Masked: addresses are people's. */
    @Override
    public String toString() {
        return "Escalation[" + first.size() + ", " + others.size() + "]";
    }
}

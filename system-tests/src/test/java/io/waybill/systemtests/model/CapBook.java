package io.waybill.systemtests.model;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What leads hold of each cap in each of its windows: taken, kept on success, or given back. */
final class CapBook {
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Takes the records of a lane in their order. */
    void take(Entry entry) {
        String window = entry.text("counter") + " from " + entry.text("windowFrom");
        BigDecimal change =
                switch (entry.name()) {
                    case "CapReserved" -> entry.money("amount");
                    case "CapConfirmed" -> entry.money("amount").subtract(entry.money("reserved"));
                    default -> entry.money("reserved").negate();
                };
        BigDecimal now = held.merge(window, change, BigDecimal::add);
        if (now.signum() < 0) {
            broken.add("cap " + window + " was given back more than was taken: " + now);
        }
        if (entry.name().equals("CapReserved") && now.compareTo(entry.money("maximum")) > 0) {
            broken.add("cap " + window + " holds " + now + " of " + entry.text("maximum"));
        }
    }
}

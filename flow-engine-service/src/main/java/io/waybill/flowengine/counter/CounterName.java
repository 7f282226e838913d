package io.waybill.flowengine.counter;

import java.util.Optional;

/**
 * Which counter of which cap.
 *
 * @param definition hash of what defines the cap: another one is another counter
 * @param per hexadecimal HMAC of the value that it counts for
 */
public record CounterName(CapScope scope, String cap, String definition, Optional<String> per) {

    /** The cap, whatever its definition. */
    public String identity() {
        return scope.key() + "/" + cap;
    }

    public String key() {
        String key = identity() + "#" + definition;
        return per.map(value -> key + "/" + value).orElse(key);
    }
}

package io.waybill.flowengine.counter;

import java.util.Optional;

/**
 * Which counter of which cap.
 *
 * @param definition hash of what defines the cap: another one is another counter
 * @param per hexadecimal HMAC of the value that it counts for
 */
public record CounterName(CapScope scope, String cap, String definition, Optional<String> per) {

    /** The cap with what defines it, whatever value it counts for. */
    public String identity() {
        return scope.key() + "/" + cap + "#" + definition;
    }

    /** What the identities of a cap begin with, whatever defines it. */
    public static String anyDefinition(String identity) {
        return identity.substring(0, identity.lastIndexOf('#') + 1);
    }

    public String key() {
        String identity = identity();
        return per.map(value -> identity + "/" + value).orElse(identity);
    }
}

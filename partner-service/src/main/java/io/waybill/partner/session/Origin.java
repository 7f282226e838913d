package io.waybill.partner.session;

import java.util.Optional;

/**
 * Where a call came from. It tells of a person, and is sealed wherever it is kept.
 *
 * @param address an IP address as text
 * @param client what the caller's program calls itself, at most {@link #LONGEST_CLIENT} characters
 */
public record Origin(Optional<String> address, Optional<String> client) {

    public static final int LONGEST_CLIENT = 200;

    public Origin {
        client = client.map(text -> text.substring(0, Math.min(text.length(), LONGEST_CLIENT)));
    }

    @Override
    public String toString() {
        return "Origin[masked]";
    }
}

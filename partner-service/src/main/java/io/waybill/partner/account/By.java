package io.waybill.partner.account;

import java.util.UUID;

/**
 * The user or the API key of an account that did something, as records say it.
 *
 * @param text {@code user:<id>} or {@code api-key:<id>}
 */
public record By(String text) {

    UUID id() {
        return UUID.fromString(text.substring(text.indexOf(':') + 1));
    }
}

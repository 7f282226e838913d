package io.waybill.flowengine.definition;

import java.util.UUID;

/**
 * A Buyer Step that goes over a connection.
 *
 * @param field where the step stands, for errors: {@code steps[0]}
 * @param owner how errors of it begin
 * @param enabled whether leads are to go over it
 */
public record PartnerUse(UUID connectionId, String field, String owner, boolean enabled) {

    /** What is wrong with it. */
    public Flaw flaw(String key, String reason) {
        return new Flaw(field + "." + key, owner + ": " + reason);
    }
}

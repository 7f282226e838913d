package io.waybill.flowengine.partner.store;

import java.util.UUID;

/**
 * The name of a seller's account as ConnectionConfigured has it.
 *
 * @param ownerId whose key seals it
 * @param recordId of the event, for which it is sealed
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record SealedName(UUID ownerId, UUID recordId, byte[] sealed) {

    @Override
    public String toString() {
        return "SealedName[" + ownerId + "]";
    }
}

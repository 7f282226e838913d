package io.waybill.flowengine.partner.store;

import io.waybill.flowengine.partner.Connection;
import java.util.List;
import java.util.UUID;

/**
 * A connection, and what was agreed when it began.
 *
 * @param accountId the seller
 * @param offered ids of the fields that the invitation named
 */
public record KnownPartner(UUID accountId, Connection connection, List<String> offered) {

    public KnownPartner {
        offered = List.copyOf(offered);
    }
}

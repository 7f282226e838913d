package io.waybill.partner.connection.store;

import io.waybill.partner.connection.BuyerAffairs.Kind;
import io.waybill.partner.connection.BuyerAffairs.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "place")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class PlaceRow {

    static final String DESTINATION = "destination";
    static final String FLOW = "flow";

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    String kind;
    boolean enabled;

    /** Whether it takes each lead: a flow that was deployed, a destination that does not gather. */
    boolean fit;

    boolean isOf(UUID account) {
        return accountId.equals(account);
    }

    Place place() {
        return new Place(id, kind.equals(FLOW) ? Kind.FLOW : Kind.DESTINATION, enabled && fit);
    }
}

package io.waybill.partner.connection.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.connection.ConnectionEvent;
import io.waybill.partner.connection.ConnectionEvent.ConnectionAccepted;
import io.waybill.partner.connection.ConnectionEvent.ConnectionConfigured;
import io.waybill.partner.connection.ConnectionEvent.ConnectionEnded;
import io.waybill.partner.connection.ConnectionEvent.ConnectionOpened;
import io.waybill.partner.connection.ConnectionEvent.ConnectionPaused;
import io.waybill.partner.connection.ConnectionEvent.ConnectionResumed;
import io.waybill.partner.connection.Hold;
import io.waybill.partner.connection.Target;
import io.waybill.partner.store.FieldIds;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "connection")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class ConnectionRow {

    private static final String PARTNER_NAME = "connection.partner_name";

    @Id UUID id;

    @Column(name = "seller_id")
    UUID sellerId;

    @Column(name = "buyer_id")
    @Nullable UUID buyerId;

    @Column(name = "invitation_id")
    UUID invitationId;

    /** Of who is invited, later of the partner's account; sealed with the invitation's key. */
    @Column(name = "partner_name")
    byte[] partnerName;

    @Column(name = "opened_by")
    String openedBy;

    String state;
    String fields;

    @Column(name = "destination_id")
    @Nullable UUID destinationId;

    @Column(name = "flow_id")
    @Nullable UUID flowId;

    @Column(name = "source_id")
    @Nullable UUID sourceId;

    String holds;

    @Column(name = "end_cause")
    @Nullable String endCause;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "accepted_at")
    @Nullable Instant acceptedAt;

    @Column(name = "configured_at")
    @Nullable Instant configuredAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    boolean concerns(UUID account) {
        return account.equals(sellerId) || account.equals(buyerId);
    }

    /** Where its leads go, if that has been said. */
    Optional<UUID> place() {
        return Optional.ofNullable(destinationId == null ? flowId : destinationId);
    }

    String partnerName(DataKey key) {
        return key.openText(sellerId, id, PARTNER_NAME, ByteBuffer.wrap(partnerName));
    }

    /** What follows from an event. */
    void take(ConnectionEvent event, Instant at, DataKey key) {
        switch (event) {
            case ConnectionOpened opened -> {
                id = opened.connectionId();
                sellerId = opened.sellerId();
                invitationId = opened.invitationId();
                fields = FieldIds.column(opened.fields());
                named(ConnectionRecords.name(opened.inviteeName()), key);
                holds = "";
                openedAt = at;
            }
            case ConnectionAccepted accepted -> {
                buyerId = accepted.buyerId();
                named(ConnectionRecords.name(accepted.buyerName()), key);
                acceptedAt = at;
            }
            case ConnectionConfigured configured -> {
                to(configured.target());
                configuredAt = configuredAt == null ? at : configuredAt;
            }
            case ConnectionPaused paused -> holding(paused.hold(), true);
            case ConnectionResumed resumed -> holding(resumed.hold(), false);
            case ConnectionEnded ended -> {
                endCause = ended.cause().text();
                endedAt = at;
            }
        }
        state = word();
    }

    private void named(String name, DataKey key) {
        ByteBuffer sealed = key.sealText(sellerId, id, PARTNER_NAME, name);
        partnerName = new byte[sealed.remaining()];
        sealed.get(partnerName);
    }

    private void to(Target target) {
        destinationId = null;
        flowId = null;
        sourceId = null;
        switch (target) {
            case Target.ToDestination to -> destinationId = to.destinationId();
            case Target.ToFlow to -> {
                flowId = to.flowId();
                sourceId = to.sourceId();
            }
        }
    }

    private void holding(Hold hold, boolean stands) {
        Set<String> all = new TreeSet<>(FieldIds.ids(holds));
        if (stands) {
            all.add(hold.text());
        } else {
            all.remove(hold.text());
        }
        holds = FieldIds.column(all);
    }

    /** As the API has it. */
    private String word() {
        if (endedAt != null) {
            return "ended";
        }
        if (acceptedAt == null) {
            return "invited";
        }
        if (!holds.isEmpty()) {
            return "paused";
        }
        return configuredAt == null ? "accepted" : "configured";
    }
}

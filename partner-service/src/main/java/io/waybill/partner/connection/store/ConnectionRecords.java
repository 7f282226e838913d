package io.waybill.partner.connection.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts.Named;
import io.waybill.partner.connection.ConnectionEvent;
import io.waybill.partner.connection.EndCause;
import io.waybill.partner.connection.Hold;
import io.waybill.partner.connection.Target;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.partner.v1.ConnectionResumed;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events as records, and back. What people wrote is sealed with the invitation's key, and the name
 * of an account with the account's.
 */
final class ConnectionRecords {

    private static final String FREE = "free";
    private static final String PAID = "paid";

    /**
     * Whose records they are.
     *
     * @param key of the invitation
     * @param seller the seller's account
     * @param buyer the buyer's account, once there is one
     * @param by who did it
     */
    record Hand(ConnectionRow row, DataKey key, Named seller, Optional<Named> buyer, String by) {

        ByteBuffer seal(EventMeta meta, String field, String clear) {
            return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
        }

        @Nullable ByteBuffer seal(EventMeta meta, String field, Optional<String> clear) {
            return clear.map(text -> seal(meta, field, text)).orElse(null);
        }
    }

    /** Accounts outlive who was invited, and are erased by themselves. */
    private static ByteBuffer sealName(Named account, EventMeta meta, String field) {
        return account.key()
                .sealText(meta.getStreamId(), meta.getRecordId(), field, account.name().text());
    }

    private ConnectionRecords() {}

    static SpecificRecord toRecord(ConnectionEvent event, EventMeta meta, Hand hand) {
        return switch (event) {
            case ConnectionEvent.ConnectionOpened opened -> opened(opened, meta, hand);
            case ConnectionEvent.ConnectionAccepted accepted -> accepted(accepted, meta, hand);
            case ConnectionEvent.ConnectionConfigured configured ->
                    configured(configured.target(), meta, hand);
            case ConnectionEvent.ConnectionPaused paused ->
                    ConnectionPaused.newBuilder()
                            .setMeta(meta)
                            .setConnectionId(meta.getStreamId())
                            .setHold(paused.hold().text())
                            .setBy(hand.by)
                            .setReason(hand.seal(meta, "ConnectionPaused.reason", paused.reason()))
                            .build();
            case ConnectionEvent.ConnectionResumed resumed ->
                    ConnectionResumed.newBuilder()
                            .setMeta(meta)
                            .setConnectionId(meta.getStreamId())
                            .setHold(resumed.hold().text())
                            .setBy(hand.by)
                            .build();
            case ConnectionEvent.ConnectionEnded ended ->
                    ConnectionEnded.newBuilder()
                            .setMeta(meta)
                            .setConnectionId(meta.getStreamId())
                            .setCause(ended.cause().text())
                            .setBy(hand.by)
                            .setReason(hand.seal(meta, "ConnectionEnded.reason", ended.reason()))
                            .build();
        };
    }

    /** Of a partner in an event that is being recorded. */
    static String name(@Nullable Label name) {
        return Objects.requireNonNull(name, "a partner has a name").text();
    }

    private static SpecificRecord opened(
            ConnectionEvent.ConnectionOpened opened, EventMeta meta, Hand hand) {
        return ConnectionOpened.newBuilder()
                .setMeta(meta)
                .setConnectionId(opened.connectionId())
                .setInvitationId(opened.invitationId())
                .setInviteeName(
                        hand.seal(meta, "ConnectionOpened.inviteeName", name(opened.inviteeName())))
                .setBy(hand.by)
                .setOfferedFields(opened.fields())
                .build();
    }

    private static SpecificRecord accepted(
            ConnectionEvent.ConnectionAccepted accepted, EventMeta meta, Hand hand) {
        Named buyer = hand.buyer.orElseThrow();
        return ConnectionAccepted.newBuilder()
                .setMeta(meta)
                .setConnectionId(meta.getStreamId())
                .setInvitationId(hand.row.invitationId)
                .setBuyerId(accepted.buyerId())
                .setBuyerName(sealName(buyer, meta, "ConnectionAccepted.buyerName"))
                .setNameKeyId(buyer.accountId())
                .setBuyerKind(accepted.paying() ? PAID : FREE)
                .setBy(hand.by)
                .build();
    }

    private static SpecificRecord configured(Target target, EventMeta meta, Hand hand) {
        ConnectionConfigured.Builder record =
                ConnectionConfigured.newBuilder()
                        .setMeta(meta)
                        .setConnectionId(meta.getStreamId())
                        .setBy(hand.by);
        return switch (target) {
            case Target.ToDestination to ->
                    record.setBuyerKind(FREE).setDestinationId(to.destinationId()).build();
            case Target.ToFlow to ->
                    record.setBuyerKind(PAID)
                            .setFlowId(to.flowId())
                            .setSourceId(to.sourceId())
                            .setSellerName(
                                    sealName(hand.seller, meta, "ConnectionConfigured.sellerName"))
                            .setNameKeyId(hand.seller.accountId())
                            .build();
        };
    }

    /**
     * A stored record as an event; what people wrote stays sealed. Empty where a later build wrote
     * what this one does not know: it changes nothing here.
     */
    static Optional<ConnectionEvent> toEvent(SpecificRecord record) {
        return switch (record) {
            case ConnectionOpened opened ->
                    Optional.of(
                            new ConnectionEvent.ConnectionOpened(
                                    opened.getConnectionId(),
                                    opened.getMeta().getAccountId(),
                                    opened.getInvitationId(),
                                    null,
                                    opened.getOfferedFields()));
            case ConnectionAccepted accepted ->
                    Optional.of(
                            new ConnectionEvent.ConnectionAccepted(
                                    accepted.getBuyerId(),
                                    null,
                                    accepted.getBuyerKind().equals(PAID)));
            case ConnectionConfigured configured ->
                    Optional.of(new ConnectionEvent.ConnectionConfigured(target(configured)));
            case ConnectionPaused paused ->
                    Hold.of(paused.getHold())
                            .map(hold ->
                                    new ConnectionEvent.ConnectionPaused(hold, Optional.empty()));
            case ConnectionResumed resumed ->
                    Hold.of(resumed.getHold()).map(ConnectionEvent.ConnectionResumed::new);
            case ConnectionEnded ended ->
                    Optional.of(
                            new ConnectionEvent.ConnectionEnded(
                                    EndCause.of(ended.getCause()).orElse(EndCause.OTHER),
                                    Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static Target target(ConnectionConfigured configured) {
        return configured.getDestinationId() == null
                ? new Target.ToFlow(
                        Objects.requireNonNull(configured.getFlowId()),
                        Objects.requireNonNull(configured.getSourceId()))
                : new Target.ToDestination(configured.getDestinationId());
    }
}

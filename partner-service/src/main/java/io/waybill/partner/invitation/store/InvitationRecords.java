package io.waybill.partner.invitation.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.invitation.InvitationCommand.Link;
import io.waybill.partner.invitation.InvitationCommand.Offer;
import io.waybill.partner.invitation.InvitationEvent;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.invitation.LinkHash;
import io.waybill.partner.v1.InvitationAccepted;
import io.waybill.partner.v1.InvitationDeclined;
import io.waybill.partner.v1.InvitationExpired;
import io.waybill.partner.v1.InvitationResent;
import io.waybill.partner.v1.InvitationRevoked;
import io.waybill.partner.v1.InvitationSent;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Events as records, and back. What is personal is sealed with the invitation's key. */
final class InvitationRecords {

    private InvitationRecords() {}

    /**
     * @param by who did it
     */
    static SpecificRecord toRecord(InvitationEvent event, EventMeta meta, DataKey key, String by) {
        UUID id = meta.getStreamId();
        return switch (event) {
            case InvitationEvent.InvitationSent sent -> sent(sent, meta, key, by);
            case InvitationEvent.InvitationResent resent -> resent(resent, meta, by);
            case InvitationEvent.InvitationRevoked _ ->
                    InvitationRevoked.newBuilder()
                            .setMeta(meta)
                            .setInvitationId(id)
                            .setBy(by)
                            .build();
            case InvitationEvent.InvitationExpired _ ->
                    InvitationExpired.newBuilder().setMeta(meta).setInvitationId(id).build();
            case InvitationEvent.InvitationAccepted accepted ->
                    InvitationAccepted.newBuilder()
                            .setMeta(meta)
                            .setInvitationId(id)
                            .setBuyerId(accepted.buyerId())
                            .setBy(by)
                            .build();
            case InvitationEvent.InvitationDeclined declined -> declined(declined, meta, key, by);
        };
    }

    private static SpecificRecord resent(
            InvitationEvent.InvitationResent resent, EventMeta meta, String by) {
        return InvitationResent.newBuilder()
                .setMeta(meta)
                .setInvitationId(meta.getStreamId())
                .setBy(by)
                .setLinkHash(ByteBuffer.wrap(resent.link().hash().bytes()))
                .setExpiresAt(resent.link().expiresAt())
                .build();
    }

    private static SpecificRecord declined(
            InvitationEvent.InvitationDeclined declined, EventMeta meta, DataKey key, String by) {
        return InvitationDeclined.newBuilder()
                .setMeta(meta)
                .setInvitationId(meta.getStreamId())
                .setBy(by)
                .setReason(
                        declined.reason()
                                .map(why -> seal(key, meta, "InvitationDeclined.reason", why))
                                .orElse(null))
                .build();
    }

    private static SpecificRecord sent(
            InvitationEvent.InvitationSent sent, EventMeta meta, DataKey key, String by) {
        Invitee invitee = invitee(sent);
        return InvitationSent.newBuilder()
                .setMeta(meta)
                .setInvitationId(sent.invitationId())
                .setConnectionId(sent.connectionId())
                .setBy(by)
                .setLinkHash(ByteBuffer.wrap(sent.link().hash().bytes()))
                .setName(seal(key, meta, "InvitationSent.name", invitee.name().text()))
                .setEmail(seal(key, meta, "InvitationSent.email", invitee.email().text()))
                .setMessage(
                        invitee.message()
                                .map(text -> seal(key, meta, "InvitationSent.message", text))
                                .orElse(null))
                .setOfferedFields(sent.offer().fields())
                .setFlowId(sent.offer().flowId().orElse(null))
                .setStepId(sent.offer().stepId().orElse(null))
                .setExpiresAt(sent.link().expiresAt())
                .build();
    }

    /** Of an invitation that is being sent. */
    static Invitee invitee(InvitationEvent.InvitationSent sent) {
        return Objects.requireNonNull(sent.invitee(), "an invitation goes to somebody");
    }

    /**
     * A stored record as an event; who is invited and what was written stay sealed.
     *
     * @throws IllegalStateException when the record is of no kind that an invitation's stream has
     */
    static InvitationEvent toEvent(SpecificRecord record) {
        return switch (record) {
            case InvitationSent sent ->
                    new InvitationEvent.InvitationSent(
                            sent.getInvitationId(),
                            sent.getConnectionId(),
                            sent.getMeta().getAccountId(),
                            null,
                            new Offer(
                                    sent.getOfferedFields(),
                                    Optional.ofNullable(sent.getFlowId()),
                                    Optional.ofNullable(sent.getStepId())),
                            new Link(hash(sent.getLinkHash()), sent.getExpiresAt()),
                            sent.getMeta().getOccurredAt());
            case InvitationResent resent ->
                    new InvitationEvent.InvitationResent(
                            new Link(hash(resent.getLinkHash()), resent.getExpiresAt()),
                            resent.getMeta().getOccurredAt());
            case InvitationRevoked _ -> new InvitationEvent.InvitationRevoked();
            case InvitationExpired _ -> new InvitationEvent.InvitationExpired();
            case InvitationAccepted accepted ->
                    new InvitationEvent.InvitationAccepted(accepted.getBuyerId());
            case InvitationDeclined _ -> new InvitationEvent.InvitationDeclined(Optional.empty());
            default ->
                    throw new IllegalStateException(
                            "not of an invitation: " + record.getSchema().getName());
        };
    }

    private static LinkHash hash(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return LinkHash.of(bytes);
    }

    private static ByteBuffer seal(DataKey key, EventMeta meta, String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
    }
}

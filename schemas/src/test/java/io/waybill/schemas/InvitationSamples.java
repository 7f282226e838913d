package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.ACCOUNT;
import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.MASTER_KEY;
import static io.waybill.schemas.SampleFacts.SETTLE_BY;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.USER;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.delivery.v1.SendMail;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.partner.v1.ConnectionResumed;
import io.waybill.partner.v1.InvitationAccepted;
import io.waybill.partner.v1.InvitationDeclined;
import io.waybill.partner.v1.InvitationExpired;
import io.waybill.partner.v1.InvitationResent;
import io.waybill.partner.v1.InvitationRevoked;
import io.waybill.partner.v1.InvitationSent;
import io.waybill.partner.v1.SubscriptionChanged;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** A partner who is invited, and the connection with it. */
final class InvitationSamples {

    static final UUID CONNECTION = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0cc");
    static final UUID INVITATION = UUID.fromString("0199a1f0-0000-7000-8000-000000001417");
    static final UUID BUYER = UUID.fromString("0199a1f0-0000-7000-8000-00000000b0be");
    private static final UUID SUBSCRIPTION =
            UUID.fromString("0199a1f0-0000-5000-8000-0000000050b5");
    private static final UUID MAIL = UUID.fromString("0199a1f0-0000-7000-8000-000000003a11");
    private static final String BY = "user:" + USER;
    private static final List<String> FIELDS = List.of("first_name", "email");

    private InvitationSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                new SubscriptionChanged(meta(SUBSCRIPTION, 1), ACCOUNT, "leads", "paid", BY),
                invitationSent(),
                new InvitationResent(meta(INVITATION, 2), INVITATION, BY, link("2"), SETTLE_BY),
                new InvitationRevoked(meta(INVITATION, 3), INVITATION, BY),
                new InvitationExpired(meta(INVITATION, 3), INVITATION),
                new InvitationAccepted(meta(INVITATION, 3), INVITATION, BUYER, BY),
                new InvitationDeclined(
                        meta(INVITATION, 3),
                        INVITATION,
                        "invitation:" + INVITATION,
                        sealed("no need")),
                new ConnectionOpened(
                        meta(CONNECTION, 1),
                        CONNECTION,
                        INVITATION,
                        sealed("invited person"),
                        BY,
                        FIELDS),
                new ConnectionAccepted(
                        meta(CONNECTION, 2),
                        CONNECTION,
                        INVITATION,
                        BUYER,
                        sealed("buyer's account"),
                        "free",
                        BY,
                        BUYER),
                connectionConfigured(),
                new ConnectionPaused(
                        meta(CONNECTION, 4), CONNECTION, "buyer", BY, sealed("holidays")),
                new ConnectionResumed(meta(CONNECTION, 5), CONNECTION, "buyer", BY),
                new ConnectionEnded(meta(CONNECTION, 6), CONNECTION, "buyer", BY, sealed("over")),
                sendMail());
    }

    private static InvitationSent invitationSent() {
        return InvitationSent.newBuilder()
                .setMeta(meta(INVITATION, 1))
                .setInvitationId(INVITATION)
                .setConnectionId(CONNECTION)
                .setBy(BY)
                .setLinkHash(link("1"))
                .setName(sealed("invited person"))
                .setEmail(sealed("invited person's address"))
                .setMessage(sealed("what the seller says"))
                .setOfferedFields(FIELDS)
                .setFlowId(FLOW)
                .setStepId(STEP)
                .setExpiresAt(SETTLE_BY)
                .build();
    }

    private static ConnectionConfigured connectionConfigured() {
        return ConnectionConfigured.newBuilder()
                .setMeta(meta(CONNECTION, 3))
                .setConnectionId(CONNECTION)
                .setBuyerKind("free")
                .setDestinationId(DestinationSamples.DESTINATION)
                .setBy(BY)
                .build();
    }

    private static SendMail sendMail() {
        return SendMail.newBuilder()
                .setMeta(meta(MAIL, 0))
                .setMailId(MAIL)
                .setTo(sealed("address"))
                .setSubject(sealed("subject"))
                .setText(sealed("text"))
                .setHtml(sealed("page"))
                .setSendUntil(SETTLE_BY)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .build();
    }

    private static ByteBuffer link(String number) {
        return hash("link " + number);
    }
}

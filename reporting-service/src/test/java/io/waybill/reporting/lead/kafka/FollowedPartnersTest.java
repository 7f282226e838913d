package io.waybill.reporting.lead.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.reporting.TestKeys;
import io.waybill.schemas.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowedPartnersTest {

    private static final UUID SELLER = new UUID(7, 1);
    private static final UUID BUYER = new UUID(7, 2);
    private static final UUID CONNECTION = new UUID(7, 3);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final DataKey key = DataKey.random();
    private final FollowedPartners partners = new FollowedPartners(Map.of(), TestKeys.masterKeys());

    @Test
    void a_partner_is_called_as_its_account_was_when_it_last_accepted() {
        partners.takeKey(live());
        partners.takeConnection(accepted("Bea's Bank", BUYER));
        partners.takeConnection(accepted("Bea's Other Bank", BUYER));

        assertThat(partners.of(BUYER)).contains("Bea's Other Bank");
        assertThat(partners.of(SELLER)).isEmpty();
    }

    @Test
    void an_account_that_was_erased_has_no_name() {
        partners.takeConnection(accepted("Bea's Bank", BUYER));
        assertThat(partners.of(BUYER)).isEmpty();
        partners.takeKey(live());
        assertThat(partners.of(BUYER)).isPresent();

        partners.takeKey(
                new Decoded.Event(
                        PersonKeyErased.newBuilder()
                                .setMeta(meta(BUYER, BUYER))
                                .setOwnerId(BUYER)
                                .setErasedAt(NOW)
                                .setRequestId(new UUID(7, 9))
                                .build()));

        assertThat(partners.of(BUYER)).isEmpty();
    }

    @Test
    void a_name_under_the_key_of_an_invitation_is_not_read() {
        partners.takeKey(live());

        partners.takeConnection(accepted("Bea's Bank", null));

        assertThat(partners.of(BUYER)).isEmpty();
    }

    private Decoded.Event accepted(String name, @Nullable UUID keyId) {
        EventMeta meta = meta(SELLER, CONNECTION);
        return new Decoded.Event(
                ConnectionAccepted.newBuilder()
                        .setMeta(meta)
                        .setConnectionId(CONNECTION)
                        .setInvitationId(new UUID(7, 4))
                        .setBuyerId(BUYER)
                        .setBuyerName(
                                key.seal(
                                        CONNECTION,
                                        meta.getRecordId(),
                                        "ConnectionAccepted.buyerName",
                                        name.getBytes(StandardCharsets.UTF_8)))
                        .setBuyerKind("free")
                        .setBy("user:x")
                        .setNameKeyId(keyId)
                        .build());
    }

    private Decoded.Event live() {
        WrappedKey wrapped = TestKeys.masterKeys().wrap(key);
        return new Decoded.Event(
                PersonKeyLive.newBuilder()
                        .setMeta(meta(BUYER, BUYER))
                        .setOwnerId(BUYER)
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .build());
    }

    private static EventMeta meta(UUID account, UUID stream) {
        return Metas.of(Scope.of(account, new UUID(7, 5)), stream, 1, UUID.randomUUID(), NOW);
    }
}

package io.waybill.servicekit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.partner.v1.UserAdded;
import io.waybill.partner.v1.UserRemoved;
import io.waybill.partner.v1.UserRoleChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class AccountDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ACCOUNT = new UUID(7, 1);
    private static final UUID KEY = new UUID(7, 2);
    private static final UUID SESSION = new UUID(7, 3);
    private static final UUID USER = new UUID(7, 4);
    private static final String API_KEY = ApiKeys.text(new byte[32]);

    private final AccountDirectory directory = new AccountDirectory();

    @Test
    void an_account_is_known_when_it_was_opened() {
        directory.learn(opened("Europe/Berlin"));

        assertThat(directory.account(ACCOUNT))
                .contains(new Account(ACCOUNT, true, false, "EUR", ZoneId.of("Europe/Berlin")));
        assertThat(directory.account(KEY)).isEmpty();
    }

    @Test
    void a_zone_that_this_java_does_not_know_counts_as_utc() {
        directory.learn(opened("Mars/Olympus"));

        assertThat(directory.account(ACCOUNT).orElseThrow().zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void who_takes_the_paid_plan_may_sell_and_keeps_its_flows_after_it() {
        directory.learn(opened("UTC", false));

        directory.learn(plan("free"));
        assertThat(directory.account(ACCOUNT).orElseThrow().sells()).isFalse();
        directory.learn(plan("paid"));
        assertThat(directory.account(ACCOUNT).orElseThrow().sells()).isTrue();
        directory.learn(opened("UTC", false));
        directory.learn(plan("free"));
        assertThat(directory.account(ACCOUNT).orElseThrow().sells()).isTrue();
    }

    @Test
    void an_issued_key_stands_for_its_account_and_role() {
        directory.learn(issued("manager"));

        assertThat(directory.identify(API_KEY, NOW))
                .contains(new Identity(ACCOUNT, new Actor.ApiKey(KEY), Role.MANAGER));
    }

    @Test
    void another_key_stands_for_nobody() {
        directory.learn(issued("manager"));

        assertThat(directory.identify(API_KEY + "A", NOW)).isEmpty();
        assertThat(directory.identify("wbk_", NOW)).isEmpty();
    }

    @Test
    void a_key_in_a_role_of_the_future_is_not_accepted() {
        directory.learn(issued("emperor"));

        assertThat(directory.identify(API_KEY, NOW)).isEmpty();
    }

    @Test
    void a_revoked_key_stays_revoked_when_its_issue_is_read_again() {
        directory.learn(issued("manager"));
        directory.learn(ApiKeyRevoked.newBuilder().setMeta(meta()).setKeyId(KEY).build());
        directory.learn(issued("manager"));

        assertThat(directory.identify(API_KEY, NOW)).isEmpty();
    }

    @Test
    void a_session_ends_with_its_revocation_and_is_forgotten_with_its_last_token()
            throws JoseException {
        EllipticCurveJsonWebKey key = publishedKey();
        String token = token(key);
        assertThat(directory.identify(token, NOW)).isPresent();

        directory.learn(
                SessionRevoked.newBuilder()
                        .setMeta(meta())
                        .setSessionId(SESSION)
                        .setUserId(USER)
                        .setForgetAt(NOW.plusSeconds(600))
                        .build());

        assertThat(directory.identify(token, NOW)).isEmpty();
        directory.forgetExpired(NOW.plusSeconds(601));
        assertThat(directory.identify(token, NOW.plusSeconds(601))).isEmpty();
    }

    @Test
    void what_a_user_may_do_changes_under_its_session() throws JoseException {
        String token = token(publishedKey());

        directory.learn(added(2, "owner"));
        directory.learn(changed(3, "analyst"));
        assertThat(role(token)).contains(Role.ANALYST);
        directory.learn(changed(4, "manager"));
        directory.learn(changed(3, "analyst"));
        directory.learn(added(2, "owner"));
        assertThat(role(token)).contains(Role.MANAGER);
    }

    @Test
    void the_session_of_a_user_who_is_gone_stands_for_nobody() throws JoseException {
        String token = token(publishedKey());

        directory.learn(
                UserRemoved.newBuilder().setMeta(meta(5)).setUserId(USER).setBy("user:x").build());
        directory.learn(changed(4, "manager"));

        assertThat(directory.identify(token, NOW)).isEmpty();
    }

    @Test
    void a_retired_signing_key_stays_retired() throws JoseException {
        EllipticCurveJsonWebKey key = publishedKey();

        directory.learn(SigningKeyRetired.newBuilder().setMeta(meta()).setKeyId("k1").build());
        publish(key);

        assertThat(directory.identify(token(key), NOW)).isEmpty();
    }

    private EllipticCurveJsonWebKey publishedKey() throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        publish(key);
        return key;
    }

    private void publish(EllipticCurveJsonWebKey key) {
        directory.learn(
                SigningKeyPublished.newBuilder()
                        .setMeta(meta())
                        .setKeyId("k1")
                        .setJwk(key.toJson())
                        .build());
    }

    private static String token(EllipticCurveJsonWebKey key) {
        return new SessionToken(SESSION, USER, ACCOUNT, Role.OWNER, NOW.plusSeconds(600))
                .sign(key.getPrivateKey(), "k1");
    }

    private Optional<Role> role(String token) {
        return directory.identify(token, NOW).map(Identity::role);
    }

    private static UserAdded added(long sequence, String role) {
        return UserAdded.newBuilder()
                .setMeta(meta(sequence))
                .setUserId(USER)
                .setEmail(ByteBuffer.allocate(1))
                .setRole(role)
                .build();
    }

    private static UserRoleChanged changed(long sequence, String role) {
        return UserRoleChanged.newBuilder()
                .setMeta(meta(sequence))
                .setUserId(USER)
                .setBy("user:x")
                .setRole(role)
                .build();
    }

    private static AccountOpened opened(String zone) {
        return opened(zone, true);
    }

    private static SubscriptionChanged plan(String plan) {
        return SubscriptionChanged.newBuilder()
                .setMeta(meta())
                .setAccountId(ACCOUNT)
                .setProduct("leads")
                .setPlan(plan)
                .setBy("user:x")
                .build();
    }

    private static AccountOpened opened(String zone, boolean sells) {
        return AccountOpened.newBuilder()
                .setMeta(meta())
                .setName(ByteBuffer.allocate(1))
                .setSells(sells)
                .setBuys(false)
                .setCurrency("EUR")
                .setZone(zone)
                .build();
    }

    private static ApiKeyIssued issued(String role) {
        return ApiKeyIssued.newBuilder()
                .setMeta(meta())
                .setKeyId(KEY)
                .setKeyHash(ByteBuffer.wrap(ApiKeys.hash(API_KEY)))
                .setRole(role)
                .setLabel(null)
                .build();
    }

    private static EventMeta meta() {
        return meta(1);
    }

    private static EventMeta meta(long sequence) {
        return EventMeta.newBuilder()
                .setRecordId(new UUID(7, 9))
                .setStreamId(ACCOUNT)
                .setSequence(sequence)
                .setOccurredAt(NOW)
                .setAccountId(ACCOUNT)
                .setLane(ACCOUNT.toString())
                .setCorrelationId(new UUID(7, 8))
                .setTest(false)
                .build();
    }
}

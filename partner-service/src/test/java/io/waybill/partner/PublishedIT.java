package io.waybill.partner;

import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerClient.Session;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.UserAdded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the other services and anybody who reads the topics or the tables get to see. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class PublishedIT {

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @Inject DataSource dataSource;

    @Test
    void account_and_user_are_published_each_sealed_with_a_key_of_its_own() {
        Member member = signUp();

        try (TopicReader events = reader(Topic.PARTNER_EVENTS);
                TopicReader keys = reader(Topic.PARTNER_KEYS)) {
            AccountOpened opened =
                    events.await(AccountOpened.class, e -> isOf(member, e.getMeta()));
            UserAdded added = events.await(UserAdded.class, e -> isOf(member, e.getMeta()));
            DataKey account = key(keys, member.accountId());
            DataKey user = key(keys, member.userId());

            assertThat(opened.getMeta().getSequence()).isEqualTo(1);
            assertThat(added.getMeta().getSequence()).isEqualTo(2);
            assertThat(opened.getCurrency()).isEqualTo("EUR");
            assertThat(
                            account.openText(
                                    opened.getMeta().getStreamId(),
                                    opened.getMeta().getRecordId(),
                                    "AccountOpened.name",
                                    opened.getName()))
                    .isEqualTo("Zebra Leads");
            assertThat(
                            user.openText(
                                    added.getMeta().getStreamId(),
                                    added.getMeta().getRecordId(),
                                    "UserAdded.email",
                                    added.getEmail()))
                    .isEqualTo(member.email());
            assertThatThrownBy(() ->
                            account.openText(
                                    added.getMeta().getStreamId(),
                                    added.getMeta().getRecordId(),
                                    "UserAdded.email",
                                    added.getEmail()))
                    .isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void an_account_gets_a_key_for_hmacs() {
        Member member = signUp();

        try (TopicReader keys = reader(Topic.PARTNER_KEYS)) {
            AccountHmacKey hmac = keys.await(AccountHmacKey.class, k -> isOf(member, k.getMeta()));

            assertThat(unwrap(new WrappedKey(hmac.getWrappedKey(), hmac.getMasterKeyId())))
                    .isNotNull();
            assertThat(keys.seen())
                    .extracting(record -> record.key())
                    .contains(member.accountId(), member.userId(), member.accountId() + "/hmac");
        }
    }

    @Test
    void no_topic_holds_a_name_or_an_address_in_clear() {
        Member member = signUp();
        String token = signIn(member).token();
        as(token).body(Map.of("label", "Quagga import")).post("/api/api-keys");

        try (TopicReader events = reader(Topic.PARTNER_EVENTS)) {
            events.await(ApiKeyIssued.class, e -> isOf(member, e.getMeta()));

            assertThat(events.seen())
                    .allSatisfy(record ->
                            assertThat(text(record.value()))
                                    .doesNotContain(member.email(), "Zebra", "Quagga"));
            assertThat(events.seen())
                    .anySatisfy(record -> assertThat(text(record.value())).contains("EUR"));
        }
    }

    @Test
    void a_record_carries_the_trace_of_the_call_that_led_to_it() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String token = signIn(signUp()).token();
        String id =
                as(token)
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                        .body(Map.of("label", "traced"))
                        .post("/api/api-keys")
                        .path("id");

        try (TopicReader events = reader(Topic.PARTNER_EVENTS)) {
            ApiKeyIssued issued =
                    events.await(ApiKeyIssued.class, e -> e.getKeyId().toString().equals(id));

            assertThat(issued.getMeta().getCorrelationId().toString().replace("-", ""))
                    .isEqualTo(trace);
            assertThat(events.seen())
                    .extracting(record -> TopicReader.header(record, "traceparent"))
                    .anyMatch(parent -> parent.startsWith("00-" + trace + "-"));
        }
    }

    @Test
    void the_end_of_a_session_is_published_until_its_last_token_has_expired() {
        Member member = signUp();
        Session session = signIn(member);
        as(session.token()).delete("/api/sessions/current").then().statusCode(204);

        try (TopicReader events = reader(Topic.PARTNER_EVENTS)) {
            SessionRevoked revoked =
                    events.await(
                            SessionRevoked.class,
                            e -> e.getUserId().toString().equals(member.userId()));

            assertThat(revoked.getForgetAt())
                    .isAfterOrEqualTo(revoked.getMeta().getOccurredAt().plusSeconds(600));
        }
    }

    @Test
    void the_signing_key_is_published_without_its_private_half() {
        try (TopicReader events = reader(Topic.PARTNER_EVENTS)) {
            SigningKeyPublished published = events.await(SigningKeyPublished.class, e -> true);

            assertThat(published.getJwk()).contains("\"kty\":\"EC\"").doesNotContain("\"d\"");
        }
    }

    @Test
    void tables_hold_passwords_hashed_and_the_private_key_sealed() throws SQLException {
        signUp();

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(first(statement, "SELECT password FROM account_user"))
                    .startsWith("$argon2id$");
            assertThat(first(statement, "SELECT sealed_jwk FROM signing_key")).startsWith("wbs1:");
            assertThat(first(statement, "SELECT count(*) FROM signing_key")).isEqualTo("1");
        }
    }

    @Test
    void a_session_that_has_expired_is_dropped_when_its_user_signs_in_again() throws SQLException {
        Member member = signUp();
        signIn(member);
        String sessions = "SELECT count(*) FROM session WHERE user_id = '" + member.userId() + "'";

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE session SET expires_at = now() - interval '1 second'"
                            + " WHERE user_id = '"
                            + member.userId()
                            + "'");
            signIn(member);

            assertThat(first(statement, sessions)).isEqualTo("1");
        }
    }

    private TopicReader reader(Topic topic) {
        return new TopicReader(servers.kafka().bootstrapServers(), topic);
    }

    private DataKey key(TopicReader keys, String owner) {
        PersonKeyLive live =
                keys.await(PersonKeyLive.class, k -> k.getOwnerId().toString().equals(owner));
        return unwrap(new WrappedKey(live.getWrappedKey(), live.getMasterKeyId()));
    }

    private DataKey unwrap(WrappedKey wrapped) {
        return MasterKeys.load(servers.masterKeys()).unwrap(wrapped);
    }

    private static boolean isOf(Member member, EventMeta meta) {
        return meta.getStreamId().toString().equals(member.accountId());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}

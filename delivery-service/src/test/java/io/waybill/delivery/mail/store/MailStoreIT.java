package io.waybill.delivery.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import io.waybill.delivery.transport.Transports;
import io.waybill.delivery.v1.SendMail;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.Secrets;
import io.waybill.local.kit.Servers;
import io.waybill.meta.v1.EventMeta;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Mails that other services ask for, on a real PostgreSQL; what is sent is only written down. */
@Timeout(120)
class MailStoreIT {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final PGSimpleDataSource SOURCE = new PGSimpleDataSource();

    @TempDir private static Path folder;
    private static @Nullable DatabaseServer server;

    private final List<Letter> sent = new ArrayList<>();
    private AttemptOutcome answer = AttemptOutcome.SUCCESS;
    private Instant now = NOW;

    @BeforeAll
    static void start() throws Exception {
        Secrets.write(folder.resolve("keys"), "test-1 " + Secrets.random() + "\n");
        DatabaseServer started = Servers.chosen().database(folder.resolve("postgres"));
        started.start();
        server = started;
        Database made = started.database("delivery");
        SOURCE.setUrl(made.jdbcUrl());
        SOURCE.setUser(made.username());
        SOURCE.setPassword(made.password());
        try (InputStream script =
                MailStoreIT.class.getResourceAsStream("/db/migration/V8__mail.sql")) {
            execute(
                    new String(
                            Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("DELETE FROM mail");
    }

    @Test
    void a_mail_is_sent_once_however_often_it_is_asked_for() throws Exception {
        SendMail mail = mail("ada@example.org", "Welcome");

        keep(mail, mail);
        desk().send();
        keep(mail);
        desk().send();

        assertThat(sent)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.to()).containsExactly("ada@example.org");
                    assertThat(letter.subject()).isEqualTo("Welcome");
                    assertThat(letter.text()).hasValue("Hello {{lead.email}}");
                    assertThat(letter.id()).contains(mail.getMailId().toString());
                });
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'sent' AND request IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void what_never_left_is_sent_again_until_it_is_too_late() throws Exception {
        answer = AttemptOutcome.ERROR;
        keep(mail("ada@example.org", "Welcome"));

        desk().send();
        desk().send();
        assertThat(sent).hasSize(1);
        now = NOW.plusSeconds(5);
        desk().send();
        assertThat(sent).hasSize(2);
        now = NOW.plus(Duration.ofHours(1));
        desk().send();

        assertThat(sent).hasSize(2);
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'late'")).isEqualTo(1);
    }

    @Test
    void nobody_gets_a_mail_twice_for_want_of_an_answer() throws Exception {
        answer = AttemptOutcome.UNANSWERED;
        keep(mail("ada@example.org", "Welcome"));

        desk().send();
        now = NOW.plusSeconds(600);
        desk().send();

        assertThat(sent).hasSize(1);
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'unknown'")).isEqualTo(1);
    }

    @Test
    void what_an_instance_that_died_had_begun_is_not_sent_again() throws Exception {
        keep(mail("ada@example.org", "Welcome"));
        assertThat(new MailTable(SOURCE).take(now)).isPresent();

        desk().tidy();
        desk().send();
        assertThat(number("SELECT count(*) FROM mail WHERE outcome IS NULL")).isEqualTo(1);
        now = NOW.plusSeconds(301);
        desk().tidy();
        desk().send();

        assertThat(sent).isEmpty();
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'unknown'")).isEqualTo(1);
    }

    @Test
    void of_an_instance_that_dies_one_mail_is_unknown_and_the_others_are_sent() throws Exception {
        keep(mail("ada@example.org", "Welcome"), mail("bea@example.org", "Welcome"));
        assertThat(new MailTable(SOURCE).take(now)).isPresent();

        now = NOW.plusSeconds(301);
        desk().tidy();
        desk().send();

        assertThat(sent).hasSize(1);
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'unknown'")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'sent'")).isEqualTo(1);
    }

    @Test
    void neither_a_second_recipient_nor_a_header_can_be_slipped_in() throws Exception {
        keep(
                mail("ada@example.org, eve@example.org", "Welcome"),
                mail("ada@example.org\r\nBcc: eve@example.org", "Welcome"),
                mail("ada@example.org", "Welcome\r\nBcc: eve@example.org"));

        desk().send();

        assertThat(sent)
                .singleElement()
                .extracting(Letter::subject)
                .isEqualTo("Welcome Bcc: eve@example.org");
        assertThat(number("SELECT count(*) FROM mail WHERE outcome = 'unusable'")).isEqualTo(2);
    }

    @Test
    void a_mail_is_forgotten_after_the_request_for_it() throws Exception {
        keep(mail("ada@example.org", "Welcome"));
        desk().send();

        now = NOW.plus(Duration.ofDays(7));
        desk().tidy();
        assertThat(number("SELECT count(*) FROM mail")).isEqualTo(1);
        now = NOW.plus(Duration.ofDays(9));
        desk().tidy();

        assertThat(number("SELECT count(*) FROM mail")).isZero();
    }

    private MailDesk desk() {
        return new MailDesk(
                new MailTable(SOURCE),
                new MailOpener(keys()),
                new Transports(List.of(new Playing()), defect -> {}),
                new SimpleMeterRegistry(),
                () -> now);
    }

    private static MasterKeys keys() {
        return MasterKeys.load(folder.resolve("keys"));
    }

    private void keep(SendMail... mails) throws SQLException {
        new MailTable(SOURCE).keep(List.of(mails), now);
    }

    private static SendMail mail(String to, String subject) {
        UUID id = UUID.randomUUID();
        DataKey key = DataKey.random();
        WrappedKey wrapped = keys().wrap(key);
        EventMeta meta =
                Metas.request(
                        Scope.of(UUID.randomUUID(), UUID.randomUUID()), id, UUID.randomUUID(), NOW);
        return SendMail.newBuilder()
                .setMeta(meta)
                .setMailId(id)
                .setTo(key.sealText(id, meta.getRecordId(), "SendMail.to", to))
                .setSubject(key.sealText(id, meta.getRecordId(), "SendMail.subject", subject))
                .setText(
                        key.sealText(
                                id, meta.getRecordId(), "SendMail.text", "Hello {{lead.email}}"))
                .setHtml(key.sealText(id, meta.getRecordId(), "SendMail.html", "<p>Hello</p>"))
                .setSendUntil(NOW.plus(Duration.ofHours(1)))
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .build();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = SOURCE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private final class Playing implements TransportSender {

        @Override
        public boolean takes(Prepared.Ready ready) {
            return ready instanceof Letter;
        }

        @Override
        public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
            sent.add((Letter) ready);
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutReply(answer, Duration.ZERO, "played"));
        }
    }
}

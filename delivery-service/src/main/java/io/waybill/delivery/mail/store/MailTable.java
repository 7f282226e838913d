package io.waybill.delivery.mail.store;

import io.waybill.delivery.mail.MailEnd;
import io.waybill.delivery.v1.SendMail;
import io.waybill.schemas.Records;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Mails by their ids. A row outlives its mail, so that a request that is read again sends nothing;
 * what was to be sent is forgotten with the end.
 */
@Singleton
final class MailTable {

    private static final String INSERT =
            """
            INSERT INTO mail (mail_id, request, send_until, due_at, asked_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (mail_id) DO NOTHING
            """;

    /**
     * Marked right before it is sent: an instance that dies meanwhile leaves one unknown, and no
     * repeat. The one that is of use for the shortest time goes first.
     */
    private static final String TAKE =
            """
            UPDATE mail SET due_at = NULL, started_at = ?, attempts = attempts + 1
            WHERE mail_id = (
                SELECT mail_id FROM mail WHERE due_at <= ? ORDER BY send_until, due_at
                LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING mail_id, request, send_until, attempts
            """;

    private static final String AGAIN =
            "UPDATE mail SET due_at = ?, started_at = NULL WHERE mail_id = ? AND outcome IS NULL";

    private static final String END =
            """
            UPDATE mail SET due_at = NULL, started_at = NULL, request = NULL, outcome = ?, ended_at = ?
            WHERE mail_id = ? AND outcome IS NULL
            """;

    private static final String ABANDONED =
            """
            UPDATE mail SET started_at = NULL, request = NULL, outcome = ?, ended_at = ?
            WHERE started_at < ?
            """;

    private static final String FORGET = "DELETE FROM mail WHERE ended_at < ?";

    private final DataSource database;

    /** A mail that is to be sent now. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
    record Due(UUID id, byte[] request, Instant until, int attempts) {
        /** Masked: the request names a person. */
        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }

    @Inject
    MailTable(DataSource database) {
        this.database = database;
    }

    /** Those that were asked for before stay as they are. */
    void keep(List<SendMail> mails, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (SendMail mail : mails) {
                insert.setObject(1, mail.getMailId());
                insert.setBytes(2, Records.encode(mail));
                insert.setObject(3, time(mail.getSendUntil()));
                insert.setObject(4, time(now));
                insert.setObject(5, time(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes a mail that is due, if there is one; nobody else takes it, now or later. */
    Optional<Due> take(Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setObject(1, time(now));
            take.setObject(2, time(now));
            try (ResultSet row = take.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Due(
                                        row.getObject(1, UUID.class),
                                        row.getBytes(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant(),
                                        row.getInt(4)))
                        : Optional.empty();
            }
        }
    }

    void again(UUID id, Instant at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement again = connection.prepareStatement(AGAIN)) {
            again.setObject(1, time(at));
            again.setObject(2, id);
            again.executeUpdate();
        }
    }

    void end(UUID id, MailEnd end, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, end.word());
            update.setObject(2, time(now));
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

    /** Ends what was begun before and of which nothing was heard since; says how many. */
    int abandon(Instant begunBefore, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(ABANDONED)) {
            update.setString(1, MailEnd.UNKNOWN.word());
            update.setObject(2, time(now));
            update.setObject(3, time(begunBefore));
            return update.executeUpdate();
        }
    }

    void forget(Instant endedBefore) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, time(endedBefore));
            delete.executeUpdate();
        }
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}

package io.waybill.reporting.history.store;

import io.waybill.reporting.history.Counts;
import io.waybill.reporting.history.Days;
import io.waybill.reporting.history.Recipient;
import io.waybill.reporting.history.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the engine was told of recipients, and what it is to be told next; within the caller's
 * transaction, whose connection sees the live tables. One writer at a time in the installation.
 */
public final class History {

    private static final long LOCK = 7_166_202_603L;

    private static final String OPEN =
            """
            select h.account_id, h.flow_id, h.step_id, a.zone, h.as_of, h.days,
                h.delivered, h.accepted, h.converted, h.returned, h.revenue, h.day_ends
            from recipient_history h left join account a on a.account_id = h.account_id
            where h.changed or h.day_ends <= ?
            order by h.account_id, h.flow_id, h.step_id limit ?
            """;

    private static final String SUM =
            """
            select coalesce(sum(delivered), 0), coalesce(sum(accepted), 0),
                coalesce(sum(converted), 0), coalesce(sum(returned), 0), coalesce(sum(revenue), 0)
            from recipient_day
            where account_id = ? and flow_id = ? and step_id = ? and day >= ? and day <= ?
            """;

    private static final String NOTE =
            """
            update recipient_history set changed = false, as_of = ?, days = ?, delivered = ?,
                accepted = ?, converted = ?, returned = ?, revenue = ?,
                day_ends = coalesce(?, timestamptz 'infinity')
            where account_id = ? and flow_id = ? and step_id = ?
            """;

    private final Connection connection;

    public History(Connection connection) {
        this.connection = connection;
    }

    /** Whether this transaction is the one that may write now. */
    public boolean isMine() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_try_advisory_xact_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Counts what so many entries of the queue are about; says how many there were.
     *
     * @param since deliveries that settled earlier are in no window any more
     */
    public int count(Instant since, int most) throws SQLException {
        return new DayCounts(connection).count(since, most);
    }

    /** A recipient that may have to be told of, and how it stands. */
    public record Open(Recipient recipient, Days days, Told told) {}

    /** Recipients of which something changed, or whose day is over. */
    public List<Open> open(Instant now, int most) throws SQLException {
        List<Open> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, DayCounts.utc(now));
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(open(rows));
                }
            }
        }
        return found;
    }

    private static Open open(ResultSet row) throws SQLException {
        OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
        OffsetDateTime dayEnds = row.getObject("day_ends", OffsetDateTime.class);
        return new Open(
                new Recipient(
                        row.getObject("account_id", UUID.class),
                        row.getObject("flow_id", UUID.class),
                        row.getString("step_id")),
                Days.in(row.getString("zone")),
                new Told(
                        Optional.ofNullable(asOf).map(OffsetDateTime::toInstant),
                        row.getInt("days"),
                        counts(row, 7),
                        dayEnds.toInstant()));
    }

    /** What there is of a recipient in a window. */
    public Counts sum(Recipient recipient, LocalDate first, LocalDate last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUM)) {
            statement.setObject(1, recipient.accountId());
            statement.setObject(2, recipient.flowId());
            statement.setString(3, recipient.stepId());
            statement.setObject(4, first);
            statement.setObject(5, last);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return counts(row, 1);
            }
        }
    }

    private static Counts counts(ResultSet row, int first) throws SQLException {
        return new Counts(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getBigDecimal(first + 4));
    }

    /**
     * Notes what the engine has been told.
     *
     * @param dayEnds when the recipient is to be looked at again, whatever happens
     */
    public void note(Recipient recipient, Told told, @Nullable Instant dayEnds)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setObject(1, told.asOf().map(DayCounts::utc).orElse(null));
            statement.setInt(2, told.days());
            statement.setLong(3, told.counts().delivered());
            statement.setLong(4, told.counts().accepted());
            statement.setLong(5, told.counts().converted());
            statement.setLong(6, told.counts().returned());
            statement.setBigDecimal(7, told.counts().revenue());
            statement.setObject(8, dayEnds == null ? null : DayCounts.utc(dayEnds));
            statement.setObject(9, recipient.accountId());
            statement.setObject(10, recipient.flowId());
            statement.setString(11, recipient.stepId());
            statement.executeUpdate();
        }
    }

    /** Forgets days that no window reaches any more, some at a time. */
    public void forget(LocalDate before, int most) throws SQLException {
        String sql =
                "delete from recipient_day where ctid in"
                        + " (select ctid from recipient_day where day < ? limit ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, before);
            statement.setInt(2, most);
            statement.executeUpdate();
        }
    }
}

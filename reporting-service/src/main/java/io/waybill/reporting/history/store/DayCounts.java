package io.waybill.reporting.history.store;

import io.waybill.reporting.history.Days;
import io.waybill.reporting.history.Recipient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Counts the days anew in which something happened. A day is counted from its deliveries, never
 * added to: doing it twice gives the same. Test leads are left out, as in reports.
 */
final class DayCounts {

    private static final String TAKE =
            """
            delete from recipient_due where id in
                (select id from recipient_due order by id limit ?) returning event_id
            """;

    private static final String SETTLED =
            """
            select distinct d.account_id, l.flow_id, d.step_id, a.zone, d.settled_at
            from delivery d join lead l on l.lead_id = d.lead_id
            left join account a on a.account_id = d.account_id
            where d.event_id = any (?) and d.settled_at >= ? and d.step_id is not null
                and l.flow_id is not null and not l.test
            """;

    private static final String COUNT =
            """
            insert into recipient_day (account_id, flow_id, step_id, day,
                delivered, accepted, converted, returned, revenue)
            select ?, ?, ?, ?, count(*) filter (where d.certain),
                count(*) filter (where d.certain and d.outcome = 'success'),
                count(*) filter (where d.certain and d.outcome = 'success' and f.converted),
                count(*) filter (where d.certain and d.outcome = 'success' and f.returned),
                coalesce(sum(d.revenue) filter (where d.certain and d.outcome = 'success'), 0)
            from delivery d join lead l on l.lead_id = d.lead_id
            left join lateral (
                select bool_or(e.facts ->> 'feedback' = 'conversion') as converted,
                    bool_or(e.facts ->> 'feedback' = 'return') as returned
                from lead_event e
                where e.event_id = d.event_id and e.type = 'feedback_received') f on true
            where d.account_id = ? and d.step_id = ? and l.flow_id = ? and not l.test
                and d.settled_at >= ? and d.settled_at < ?
            on conflict (account_id, flow_id, step_id, day) do update set
                delivered = excluded.delivered, accepted = excluded.accepted,
                converted = excluded.converted, returned = excluded.returned,
                revenue = excluded.revenue
            """;

    private static final String CHANGED =
            """
            insert into recipient_history (account_id, flow_id, step_id) values (?, ?, ?)
            on conflict (account_id, flow_id, step_id) do update set changed = true
            """;

    private final Connection connection;

    DayCounts(Connection connection) {
        this.connection = connection;
    }

    /** A day of a recipient. */
    private record Day(Recipient recipient, Days days, LocalDate date) {}

    /** See {@link History#count}. */
    int count(Instant since, int most) throws SQLException {
        UUID[] due = take(most);
        if (due.length > 0) {
            Set<Day> days = days(due, since);
            count(days);
            changed(days.stream().map(Day::recipient).distinct().toList());
        }
        return due.length;
    }

    private UUID[] take(int most) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids.toArray(UUID[]::new);
    }

    private Set<Day> days(UUID[] deliveries, Instant since) throws SQLException {
        Set<Day> found = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
            statement.setArray(1, connection.createArrayOf("uuid", deliveries));
            statement.setObject(2, utc(since));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Days days = Days.in(rows.getString(4));
                    Instant settled = rows.getObject(5, OffsetDateTime.class).toInstant();
                    found.add(
                            new Day(
                                    new Recipient(
                                            rows.getObject(1, UUID.class),
                                            rows.getObject(2, UUID.class),
                                            rows.getString(3)),
                                    days,
                                    days.of(settled)));
                }
            }
        }
        return found;
    }

    private void count(Set<Day> days) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            for (Day day : days) {
                Recipient recipient = day.recipient();
                statement.setObject(1, recipient.accountId());
                statement.setObject(2, recipient.flowId());
                statement.setString(3, recipient.stepId());
                statement.setObject(4, day.date());
                statement.setObject(5, recipient.accountId());
                statement.setString(6, recipient.stepId());
                statement.setObject(7, recipient.flowId());
                statement.setObject(8, utc(day.days().begin(day.date())));
                statement.setObject(9, utc(day.days().begin(day.date().plusDays(1))));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void changed(List<Recipient> recipients) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHANGED)) {
            for (Recipient recipient : recipients) {
                statement.setObject(1, recipient.accountId());
                statement.setObject(2, recipient.flowId());
                statement.setString(3, recipient.stepId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}

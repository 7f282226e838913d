package io.waybill.reporting.report.store;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.report.OutcomeReport.By;
import io.waybill.reporting.report.OutcomeReport.Item;
import io.waybill.reporting.store.Conditions;
import io.waybill.reporting.store.LeadConditions;
import io.waybill.reporting.store.Names;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads reports. */
@Singleton
public final class ReportStore {

    private static final int COUNTS = 3;
    private static final int REVENUE = 10;
    private static final int COST = 11;

    private final Mutiny.SessionFactory sessions;

    ReportStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<List<Item>> outcomes(UUID account, By by, ZoneId zone, LeadFilter filter) {
        Conditions where = LeadConditions.SQL.of(account, filter);
        String sql = OutcomeSql.of(by, where.text());
        return sessions.withSession(session ->
                Names.of(session, account)
                        .flatMap(names ->
                                query(session, sql, where, by, zone)
                                        .map(rows -> items(rows, by, names))));
    }

    private static Uni<List<Object[]>> query(
            Mutiny.Session session, String sql, Conditions where, By by, ZoneId zone) {
        var query = where.bind(session.createNativeQuery(sql, Object[].class));
        if (by == By.HOUR) {
            query.setParameter("zone", zone.getId());
        }
        return query.getResultList();
    }

    private static List<Item> items(List<Object[]> rows, By by, Names names) {
        return rows.stream().map(row -> item(row, by, names)).toList();
    }

    private static Item item(Object[] row, By by, Names names) {
        UUID flow = (UUID) row[0];
        String part = (String) row[1];
        BigDecimal revenue = (BigDecimal) row[REVENUE];
        BigDecimal cost = (BigDecimal) row[COST];
        BigDecimal revenueReversed = (BigDecimal) row[COST + 1];
        BigDecimal costReversed = (BigDecimal) row[COST + 2];
        return new Item(
                flow == null ? null : names.flow(flow),
                by == By.SOURCE ? names.source(flow, UUID.fromString(part)) : null,
                by == By.RECIPIENT ? names.step(flow, part) : null,
                instant(row[2]),
                count(row, 0),
                count(row, 1),
                count(row, 2),
                count(row, 3),
                count(row, 4),
                count(row, 5),
                count(row, 6),
                revenue,
                cost,
                revenueReversed,
                costReversed,
                margin(revenue.subtract(revenueReversed), cost, costReversed));
    }

    private static @Nullable BigDecimal margin(
            BigDecimal revenue, @Nullable BigDecimal cost, @Nullable BigDecimal reversed) {
        return cost == null || reversed == null ? null : revenue.subtract(cost.subtract(reversed));
    }

    private static long count(Object[] row, int place) {
        return ((Number) row[COUNTS + place]).longValue();
    }

    private static @Nullable Instant instant(@Nullable Object time) {
        return switch (time) {
            case null -> null;
            case OffsetDateTime offset -> offset.toInstant();
            case Instant instant -> instant;
            default -> throw new IllegalStateException("Not a time: " + time.getClass());
        };
    }
}

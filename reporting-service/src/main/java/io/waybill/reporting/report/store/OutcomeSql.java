package io.waybill.reporting.report.store;

import io.waybill.reporting.report.OutcomeReport.By;

/**
 * The statements of the outcome report. Every one answers with the same columns: flow, source or
 * recipient, hour, seven counts, revenue, cost.
 */
final class OutcomeSql {

    private static final String FEEDBACK =
            """
            (select %1$s,
                count(*) filter (where facts ->> 'feedback' = 'return') as returns,
                count(*) filter (where facts ->> 'feedback' = 'conversion') as conversions
             from live.lead_event
             where account_id = :account and type = 'feedback_received' group by %1$s) f
            """;

    private static final String COUNTS =
            """
            count(*),
            count(*) filter (where %1$s.outcome = 'success'),
            count(*) filter (where %1$s.outcome = 'failure'),
            count(*) filter (where %1$s.outcome = 'error'),
            count(*) filter (where %1$s.outcome is null),
            cast(coalesce(sum(f.returns), 0) as bigint),
            cast(coalesce(sum(f.conversions), 0) as bigint),
            """;

    private static final String LEADS =
            "select %1$s, "
                    + COUNTS.formatted("l")
                    + """
                    cast(coalesce(sum(d.revenue), 0) as numeric(18, 4)),
                    cast(coalesce(sum(l.price), 0) as numeric(18, 4))
                    from live.lead l
                    left join (select lead_id, sum(revenue) as revenue from live.delivery
                        where account_id = :account group by lead_id) d on d.lead_id = l.lead_id
                    left join
                    """
                    + FEEDBACK.formatted("lead_id")
                    + " on f.lead_id = l.lead_id %2$s group by 1, 2, 3 order by 3, 1, 2";

    private static final String DELIVERIES =
            "select l.flow_id, d.step_id, cast(null as timestamptz), "
                    + COUNTS.formatted("d")
                    + """
                    cast(coalesce(sum(d.revenue), 0) as numeric(18, 4)),
                    cast(null as numeric(18, 4))
                    from live.delivery d join live.lead l on l.lead_id = d.lead_id
                    left join
                    """
                    + FEEDBACK.formatted("event_id")
                    + " on f.event_id = d.event_id %s and d.requested_at is not null"
                    + " group by 1, 2, 3 order by 1, 2";

    private OutcomeSql() {}

    /**
     * @param where conditions on {@code l}; for hours there is one more parameter, {@code zone}
     */
    static String of(By by, String where) {
        return switch (by) {
            case SOURCE ->
                    LEADS.formatted(
                            "l.flow_id, cast(l.source_id as text), cast(null as timestamptz)",
                            where);
            case HOUR ->
                    LEADS.formatted(
                            "cast(null as uuid), cast(null as text),"
                                    + " date_trunc('hour', l.received_at, :zone)",
                            where);
            case RECIPIENT -> DELIVERIES.formatted(where);
        };
    }
}

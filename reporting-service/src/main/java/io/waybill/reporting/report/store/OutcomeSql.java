package io.waybill.reporting.report.store;

import io.waybill.reporting.report.OutcomeReport.By;

/**
 * The statements of the outcome report. Every one answers with the same columns: flow, source or
 * recipient, hour, seven counts, revenue, cost, and what returns took back of both.
 */
final class OutcomeSql {

    /**
     * Of each feedback whether it stands. What the source refused, or could not be told of, does
     * not, unless the source took it in the end. Whatever becomes of a file: a return that goes
     * into one has stood from the beginning.
     */
    private static final String STANDING =
            """
            (select lead_id, event_id, max(facts ->> 'feedback') as feedback,
                case when not bool_or(type = 'feedback_received') then 0
                     when bool_or(type = 'feedback_sent' and outcome = 'success') then 1
                     when bool_or(type in ('feedback_sent', 'feedback_send_failed')
                                  and not cast(facts ->> 'in_batch' as boolean)) then 0
                     else 1
                end as standing,
                sum(cast(facts ->> 'amount' as numeric(18, 4)))
                    filter (where type = 'revenue_reversed') as revenue_reversed,
                sum(cast(facts ->> 'amount' as numeric(18, 4)))
                    filter (where type = 'cost_reversed') as cost_reversed
             from live.lead_event
             where account_id = :account
               and type in ('feedback_received', 'feedback_refused', 'feedback_sent',
                            'feedback_send_failed', 'revenue_reversed', 'cost_reversed')
             group by lead_id, event_id, coalesce(facts ->> 'feedback_id', cast(record_id as text)))
            """;

    private static final String FEEDBACK =
            """
            (select %1$s,
                sum(standing) filter (where feedback = 'return') as returns,
                sum(standing) filter (where feedback = 'conversion') as conversions,
                sum(revenue_reversed) as revenue_reversed,
                sum(cost_reversed) as cost_reversed
             from %2$s g group by %1$s) f
            """;

    private static final String COUNTS =
            """
            count(*) filter (where %1$s),
            count(*) filter (where %1$s and %2$s.outcome = 'success'),
            count(*) filter (where %1$s and %2$s.outcome = 'failure'),
            count(*) filter (where %1$s and %2$s.outcome = 'error'),
            count(*) filter (where %1$s and %2$s.outcome is null),
            cast(coalesce(sum(f.returns), 0) as bigint),
            cast(coalesce(sum(f.conversions), 0) as bigint),
            """;

    /**
     * Each run of a lead, with the outcome that the lead came to: success where one of its runs was
     * sold, else what the newest came to. What a run earned and cost is its own.
     */
    private static final String RUNS =
            """
            (select a.lead_id, a.account_id, a.flow_id, a.source_id, a.received_at, a.state, a.test,
                a.price, r.run_id is null as is_first,
                case
                    when n.first_lead_id is null then a.outcome
                    when n.sold or coalesce(f.outcome, a.outcome) = 'success' then 'success'
                    else n.newest
                end as outcome
             from live.lead a
             left join live.linked_run r on r.run_id = a.lead_id
             left join live.lead f on f.lead_id = r.first_lead_id
             left join (
                select s.first_lead_id, bool_or(o.outcome = 'success') as sold,
                    (array_agg(o.outcome order by s.number desc))[1] as newest
                from live.linked_run s join live.lead o on o.lead_id = s.run_id
                where s.account_id = :account group by s.first_lead_id) n
                on n.first_lead_id = coalesce(r.first_lead_id, a.lead_id)) l
            """;

    private static final String LEADS =
            "select %1$s, "
                    + COUNTS.formatted("l.is_first", "l")
                    + """
                    cast(coalesce(sum(d.revenue), 0) as numeric(18, 4)),
                    cast(coalesce(sum(l.price), 0) as numeric(18, 4)),
                    cast(coalesce(sum(f.revenue_reversed), 0) as numeric(18, 4)),
                    cast(coalesce(sum(f.cost_reversed), 0) as numeric(18, 4))
                    from
                    """
                    + RUNS
                    + """
                    left join (select lead_id, sum(revenue) as revenue from live.delivery
                        where account_id = :account group by lead_id) d on d.lead_id = l.lead_id
                    left join
                    """
                    + FEEDBACK.formatted("lead_id", STANDING)
                    + " on f.lead_id = l.lead_id %2$s group by 1, 2, 3 order by 3, 1, 2";

    private static final String DELIVERIES =
            "select l.flow_id, d.step_id, cast(null as timestamptz), "
                    + COUNTS.formatted("true", "d")
                    + """
                    cast(coalesce(sum(d.revenue), 0) as numeric(18, 4)),
                    cast(null as numeric(18, 4)),
                    cast(coalesce(sum(f.revenue_reversed), 0) as numeric(18, 4)),
                    cast(null as numeric(18, 4))
                    from live.delivery d join live.lead l on l.lead_id = d.lead_id
                    left join
                    """
                    + FEEDBACK.formatted("event_id", STANDING)
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

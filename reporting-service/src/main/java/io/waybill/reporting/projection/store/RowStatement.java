package io.waybill.reporting.projection.store;

import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.AccountZone;
import io.waybill.reporting.projection.RowChange.DeliveryKnown;
import io.waybill.reporting.projection.RowChange.DeliveryOrder;
import io.waybill.reporting.projection.RowChange.DeliveryResult;
import io.waybill.reporting.projection.RowChange.FlowName;
import io.waybill.reporting.projection.RowChange.KeyErased;
import io.waybill.reporting.projection.RowChange.KeyLive;
import io.waybill.reporting.projection.RowChange.LeadArrival;
import io.waybill.reporting.projection.RowChange.LeadEnd;
import io.waybill.reporting.projection.RowChange.LeadRepeat;
import io.waybill.reporting.projection.RowChange.LeadResult;
import io.waybill.reporting.projection.RowChange.LinkedRun;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.RowChange.SaleKnown;
import io.waybill.reporting.projection.RowChange.SourceName;
import io.waybill.reporting.projection.RowChange.StepName;
import io.waybill.reporting.projection.RowChange.TimelineLine;

/**
 * The statement of each kind of change; applying one twice leaves the row as it is, or, in a queue,
 * makes work that was done before.
 */
enum RowStatement {
    LEAD_ARRIVAL(
            """
            insert into lead (lead_id, account_id, flow_id, flow_version, source_id, received_at,
                test, data, data_record)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (lead_id) do update set flow_id = excluded.flow_id,
                flow_version = excluded.flow_version, source_id = excluded.source_id,
                received_at = excluded.received_at, test = excluded.test, data = excluded.data,
                data_record = excluded.data_record
            """),
    LEAD_RESULT(
            """
            insert into lead (lead_id, account_id, outcome, decided_by, reason, reason_record,
                price, revenue, currency, completed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (lead_id) do update set outcome = excluded.outcome,
                decided_by = excluded.decided_by, reason = excluded.reason,
                reason_record = excluded.reason_record, price = excluded.price,
                revenue = excluded.revenue, currency = excluded.currency,
                completed_at = excluded.completed_at
            """),
    LEAD_END(
            """
            insert into lead (lead_id, account_id, closed_at) values (?, ?, ?)
            on conflict (lead_id) do update set closed_at = excluded.closed_at
            """),
    LEAD_REPEAT(
            """
            insert into lead_repeat (lead_id, account_id, first_lead_id) values (?, ?, ?)
            on conflict (lead_id) do nothing
            """),
    LINKED_RUN(
            """
            insert into linked_run (run_id, account_id, first_lead_id, number) values (?, ?, ?, ?)
            on conflict (run_id) do nothing
            """),
    DELIVERY_ORDER(
            """
            insert into delivery (event_id, lead_id, account_id, step_id, run, sale_price,
                currency, requested_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (event_id) do update set step_id = excluded.step_id, run = excluded.run,
                sale_price = excluded.sale_price, currency = excluded.currency,
                requested_at = excluded.requested_at
            """),
    DELIVERY_RESULT(
            """
            insert into delivery (event_id, lead_id, account_id, settled_outcome, settled_certain,
                settled_revenue, settled_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (event_id) do update set settled_outcome = excluded.settled_outcome,
                settled_certain = excluded.settled_certain,
                settled_revenue = excluded.settled_revenue, settled_at = excluded.settled_at
            """),
    DELIVERY_KNOWN(
            """
            insert into delivery (event_id, lead_id, account_id, known_outcome, known_price,
                known_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (event_id) do update set known_outcome = excluded.known_outcome,
                known_price = excluded.known_price, known_at = excluded.known_at
            """),
    SALE_KNOWN(
            """
            insert into delivery (event_id, lead_id, account_id, sale_outcome, sale_revenue)
            values (?, ?, ?, ?, ?)
            on conflict (event_id) do update set sale_outcome = excluded.sale_outcome,
                sale_revenue = excluded.sale_revenue
            """),
    TIMELINE_LINE(
            """
            insert into lead_event (record_id, account_id, lead_id, topic, stream_id, sequence,
                occurred_at, type, step_id, event_id, outcome, test, facts,
                reason, request, reply, reference, appended)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
            on conflict (record_id) do nothing
            """),
    KEY_LIVE(
            """
            insert into lead_key (lead_id, wrapped_key, master_key_id) values (?, ?, ?)
            on conflict (lead_id) do update set wrapped_key = excluded.wrapped_key,
                master_key_id = excluded.master_key_id
            where lead_key.erased_at is null
            """),
    KEY_ERASED(
            """
            insert into lead_key (lead_id, erased_at) values (?, ?)
            on conflict (lead_id) do update set wrapped_key = null, master_key_id = null,
                erased_at = excluded.erased_at
            """),
    FLOW_NAME(
            """
            insert into flow_name (flow_id, account_id, name, sequence) values (?, ?, ?, ?)
            on conflict (flow_id) do update set name = excluded.name,
                sequence = excluded.sequence
            where flow_name.sequence < excluded.sequence
            """),
    SOURCE_NAME(
            """
            insert into source_name (flow_id, source_id, account_id, name, sequence)
            values (?, ?, ?, ?, ?)
            on conflict (flow_id, source_id) do update set name = excluded.name,
                sequence = excluded.sequence
            where source_name.sequence < excluded.sequence
            """),
    STEP_NAME(
            """
            insert into step_name (flow_id, step_id, account_id, name, type, sequence)
            values (?, ?, ?, ?, ?, ?)
            on conflict (flow_id, step_id) do update set name = excluded.name,
                type = excluded.type, sequence = excluded.sequence
            where step_name.sequence < excluded.sequence
            """),
    ACCOUNT_ZONE(
            """
            insert into account (account_id, zone) values (?, ?)
            on conflict (account_id) do update set zone = excluded.zone
            """),
    RECIPIENT_DUE("insert into recipient_due (event_id) values (?)");

    private final String sql;

    RowStatement(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    static RowStatement of(RowChange change) {
        return switch (change) {
            case LeadArrival _ -> LEAD_ARRIVAL;
            case LeadResult _ -> LEAD_RESULT;
            case LeadEnd _ -> LEAD_END;
            case LeadRepeat _ -> LEAD_REPEAT;
            case LinkedRun _ -> LINKED_RUN;
            case DeliveryOrder _ -> DELIVERY_ORDER;
            case DeliveryResult _ -> DELIVERY_RESULT;
            case DeliveryKnown _ -> DELIVERY_KNOWN;
            case SaleKnown _ -> SALE_KNOWN;
            case TimelineLine _ -> TIMELINE_LINE;
            case KeyLive _ -> KEY_LIVE;
            case KeyErased _ -> KEY_ERASED;
            case FlowName _ -> FLOW_NAME;
            case SourceName _ -> SOURCE_NAME;
            case StepName _ -> STEP_NAME;
            case AccountZone _ -> ACCOUNT_ZONE;
            case RecipientDue _ -> RECIPIENT_DUE;
        };
    }
}

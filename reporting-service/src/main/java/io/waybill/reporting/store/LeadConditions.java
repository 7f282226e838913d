package io.waybill.reporting.store;

import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.LeadView;
import java.util.UUID;

/** A lead filter as conditions on {@code l}: the entity in HQL, or the table in SQL. */
public enum LeadConditions {
    HQL("l.accountId", "l.flowId", "l.sourceId", "l.receivedAt"),
    SQL("l.account_id", "l.flow_id", "l.source_id", "l.received_at");

    private final String account;
    private final String flow;
    private final String source;
    private final String receivedAt;

    LeadConditions(String account, String flow, String source, String receivedAt) {
        this.account = account;
        this.flow = flow;
        this.source = source;
        this.receivedAt = receivedAt;
    }

    public Conditions of(UUID accountId, LeadFilter filter) {
        Conditions where =
                new Conditions()
                        .and(account + " = :account", "account", accountId)
                        .and(receivedAt + " is not null")
                        .and(flow + " = :flow", "flow", filter.flow())
                        .and(source + " = :source", "source", filter.source())
                        .and("l.state = :state", "state", filter.state())
                        .and(receivedAt + " >= :from", "from", filter.from())
                        .and(receivedAt + " < :to", "to", filter.to());
        if (LeadView.PENDING.equals(filter.outcome())) {
            where.and("l.outcome is null");
        } else {
            where.and("l.outcome = :outcome", "outcome", filter.outcome());
        }
        return filter.tests() ? where : where.and("l.test = false");
    }
}

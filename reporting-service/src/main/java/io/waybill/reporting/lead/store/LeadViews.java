package io.waybill.reporting.lead.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.reporting.lead.LeadView;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import io.waybill.reporting.store.Names;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lead's row and its key as a reader sees them. */
record LeadViews(LeadOpener opener, Names names) {

    LeadView view(LeadEntity lead, @Nullable LeadKeyEntity key) {
        return new LeadView(
                lead.leadId,
                names.flow(lead.flowId),
                lead.flowVersion,
                names.source(lead.flowId, lead.sourceId),
                lead.receivedAt,
                lead.completedAt,
                lead.outcome == null ? LeadView.PENDING : lead.outcome,
                reason(opener, lead, key),
                lead.price,
                lead.revenue,
                lead.currency,
                lead.test,
                lead.state,
                lead.postalPrefix,
                lead.phoneArea,
                lead.mailDomain,
                key == null ? null : key.erasedAt);
    }

    static Optional<DataKey> dataKey(LeadOpener opener, @Nullable LeadKeyEntity key) {
        return key == null ? Optional.empty() : opener.key(key.wrappedKey, key.masterKeyId);
    }

    static @Nullable String reason(
            LeadOpener opener, LeadEntity lead, @Nullable LeadKeyEntity key) {
        return lead.reasonRecord == null
                ? null
                : opener.text(
                        dataKey(opener, key).orElse(null),
                        new Bound(lead.leadId, lead.reasonRecord, "LeadCompleted.reason"),
                        lead.reason);
    }
}

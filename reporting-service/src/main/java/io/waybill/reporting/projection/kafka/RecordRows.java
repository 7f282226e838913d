package io.waybill.reporting.projection.kafka;

import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.AccountZone;
import io.waybill.reporting.projection.RowChange.KeyErased;
import io.waybill.reporting.projection.RowChange.KeyLive;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What each record changes. A pure function: the same record always gives the same changes, and a
 * record that says nothing to reporting gives none.
 */
public final class RecordRows {

    private RecordRows() {}

    public static List<RowChange> of(SpecificRecord value) {
        return switch (value) {
            case LeadKeyLive key ->
                    List.of(
                            new KeyLive(
                                    key.getMeta().getStreamId(),
                                    key.getWrappedKey(),
                                    key.getMasterKeyId()));
            case LeadKeyErased key ->
                    List.of(new KeyErased(key.getMeta().getStreamId(), key.getErasedAt()));
            case FlowCreated flow -> DefinitionRows.of(flow);
            case FlowDraftEdited flow -> DefinitionRows.of(flow);
            case FlowVersionDeployed flow -> DefinitionRows.of(flow);
            case AccountOpened account ->
                    List.of(new AccountZone(account.getMeta().getAccountId(), account.getZone()));
            default -> ofLife(value);
        };
    }

    private static List<RowChange> ofLife(SpecificRecord value) {
        List<RowChange> rows = LeadRows.of(value);
        if (rows.isEmpty()) {
            rows = DeliveryRows.of(value);
        }
        return rows.isEmpty() ? FeedbackRows.of(value) : rows;
    }
}

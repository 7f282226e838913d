package io.waybill.delivery.batch.store;

import io.waybill.delivery.batch.BatchCells;
import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import io.waybill.meta.v1.EventMeta;

/** A lead that is about to be put into the batch of its destination. */
public record ReadyRow(BatchRow row, String shown) implements Prepared.Ready {

    private static final int LARGEST = 256 * 1024;
    private static final String TOO_LARGE = "The row is too large for a batch";

    /** Never throws for what stands in the templates: that is an answer to the seller. */
    public static Prepared of(
            Destination destination, DeliverLead request, DataKey key, Vars vars) {
        Batch batch = destination.batch().orElseThrow();
        EventMeta meta = request.getMeta();
        try {
            String json = WorkLimit.within(() -> cells(batch, vars, meta.getStreamId().toString()));
            if (json == null || json.length() > LARGEST) {
                return new Broken(TOO_LARGE);
            }
            BatchRow row =
                    new BatchRow(
                            meta,
                            destination.id(),
                            request.getLeadId(),
                            request.getStepId(),
                            new WrappedKey(request.getWrappedKey(), request.getMasterKeyId()),
                            key.sealText(
                                    meta.getStreamId(), meta.getRecordId(), BatchRow.FIELD, json));
            return new ReadyRow(row, "{\"row\":" + json + "}");
        } catch (TooMuchWork muchTooMuch) {
            return new Broken(TOO_LARGE);
        } catch (Unrendered broken) {
            return new Broken(broken.why);
        }
    }

    private static String cells(Batch batch, Vars vars, String eventId) {
        try {
            return JsonText.of(BatchCells.of(batch, vars, eventId));
        } catch (BrokenRequest broken) {
            throw new Unrendered(broken.getMessage());
        }
    }

    @Override
    public String destination() {
        return "batch:" + row.destinationId();
    }

    /** Masked: it is personal data. */
    @Override
    public String toString() {
        return row.toString();
    }

    private static final class Unrendered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String why;

        Unrendered(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}

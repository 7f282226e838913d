package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.language.FieldCatalogue;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the lane for linked runs. */
public final class LinkedRuns {

    /** Half of a record; the lead's own values are far below the other half. */
    private static final int MOST_KEPT = Records.MAX_BYTES / 2;

    private LinkedRuns() {}

    /**
     * The request for a run.
     *
     * @param meta with the run's id as stream
     * @param lead as it is to run; its flow version is the one that the lane has to have seen
     * @param ownVersion the version that it runs on; null for the live one
     * @param wrapped the lead's data key, which the run shares
     */
    public static OutboundRecord request(
            EventMeta meta,
            Lead lead,
            @Nullable Integer ownVersion,
            DataKey key,
            WrappedKey wrapped) {
        Optional<DataKey> seal = Optional.of(key);
        byte[] data = Json.bytes(lead.data());
        return new OutboundRecord(
                Topic.FLOW_REQUESTS,
                lead.id().toString(),
                SubmitLead.newBuilder()
                        .setMeta(meta)
                        .setFlowId(lead.flowId())
                        .setFlowVersion(lead.flowVersion())
                        .setOwnVersion(ownVersion)
                        .setSourceId(lead.sourceId())
                        .setReceivedAt(lead.receivedAt())
                        .setRandom(lead.random())
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .setData(Sealed.bytes(seal, meta, "SubmitLead.data", data))
                        .setIp(Sealed.text(seal, meta, "SubmitLead.ip", lead.ip()))
                        .setEarlierRuns(KeptSteps.ids(lead.earlier()))
                        .setSold(lead.earlier().sold())
                        .setKept(KeptSteps.sealed(seal, meta, KeptSteps.REQUESTED, lead.earlier()))
                        .build());
    }

    /**
     * Whether what is kept of the runs before goes into the records of the next run, beside what
     * else they hold.
     */
    public static boolean fits(Lead lead) {
        return KeptSteps.json(lead.earlier()).length <= MOST_KEPT;
    }

    /**
     * Paths of a recorded lead's values that the ledger has only masked: it runs with the masks.
     *
     * @param data as the ledger has it
     */
    public static List<String> masked(FieldCatalogue fields, Map<String, Object> data) {
        List<String> found = new ArrayList<>();
        masked(fields, "", data, found);
        return List.copyOf(found);
    }

    private static void masked(
            FieldCatalogue fields, String prefix, Map<?, ?> values, List<String> found) {
        values.forEach((name, value) -> {
            String path = prefix + name;
            if (fields.typeOf(path).filter(type -> type.isMaskable()).isPresent()) {
                found.add(path);
            } else if (value instanceof Map<?, ?> nested) {
                masked(fields, path + ".", nested, found);
            }
        });
    }
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.EarlierRuns.Kept;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What records and stores hold of the runs that a lead had before, and back. */
final class KeptSteps {

    static final String REQUESTED = "SubmitLead.kept";
    static final String RECEIVED = "LeadReceived.kept";

    private KeptSteps() {}

    static List<String> ids(EarlierRuns earlier) {
        return earlier.ids().stream().map(UUID::toString).toList();
    }

    /** Null where nothing is kept. */
    static @Nullable ByteBuffer sealed(
            Optional<DataKey> key, EventMeta meta, String field, EarlierRuns earlier) {
        return earlier.kept().isEmpty() ? null : Sealed.bytes(key, meta, field, json(earlier));
    }

    static EarlierRuns of(SubmitLead request, DataKey key) {
        return runs(
                request.getEarlierRuns(),
                request.getSold(),
                opened(key, request.getMeta(), REQUESTED, request.getKept()));
    }

    /** Without what is kept, where that cannot be opened. */
    static EarlierRuns bare(SubmitLead request) {
        return runs(request.getEarlierRuns(), request.getSold(), Map.of());
    }

    static EarlierRuns of(LeadReceived record, DataKey key) {
        return runs(
                record.getEarlierRuns(),
                record.getSold(),
                opened(key, record.getMeta(), RECEIVED, record.getKept()));
    }

    static EarlierRuns of(RunState state, Map<String, Kept> kept) {
        return runs(state.getEarlierRuns(), state.getSold(), kept);
    }

    private static EarlierRuns runs(List<String> ids, boolean sold, Map<String, Kept> kept) {
        return ids.isEmpty()
                ? EarlierRuns.NONE
                : new EarlierRuns(ids.stream().map(UUID::fromString).toList(), sold, kept);
    }

    private static Map<String, Kept> opened(
            DataKey key, EventMeta meta, String field, @Nullable ByteBuffer sealed) {
        return sealed == null || !sealed.hasRemaining()
                ? Map.of()
                : steps(Sealed.open(key, meta, field, sealed));
    }

    static byte[] json(EarlierRuns earlier) {
        Map<String, Object> steps = new LinkedHashMap<>();
        earlier.kept()
                .forEach((step, kept) ->
                        steps.put(
                                step,
                                Map.of(
                                        "event_id", kept.eventId().toString(),
                                        "outcome", kept.outcome().word(),
                                        "certain", kept.certain(),
                                        "result", kept.result())));
        return Json.bytes(steps);
    }

    static Map<String, Kept> steps(byte[] json) {
        Map<String, Kept> steps = new LinkedHashMap<>();
        Json.object(json).forEach((step, kept) -> steps.put(step, kept((Map<?, ?>) kept)));
        return steps;
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    private static Kept kept(Map<?, ?> json) {
        return new Kept(
                UUID.fromString((String) member(json, "event_id")),
                LeadOutcome.of((String) member(json, "outcome")).orElse(LeadOutcome.ERROR),
                (Boolean) member(json, "certain"),
                (Map<String, Object>) member(json, "result"));
    }

    private static Object member(Map<?, ?> json, String name) {
        return Objects.requireNonNull(json.get(name), name);
    }
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.Hmacs;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.partner.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a decision reads of the lane's stores while one record is handled. */
final class LaneReadings implements Readings {

    private final Instant now;
    private final UUID accountId;
    private final LaneStores stores;
    private final MasterKeys masterKeys;
    private @Nullable DataKey accountKey;

    LaneReadings(Instant now, UUID accountId, LaneStores stores, MasterKeys masterKeys) {
        this.now = now;
        this.accountId = accountId;
        this.stores = stores;
        this.masterKeys = masterKeys;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return stores.counters().shares(flowId, stepId);
    }

    @Override
    public Optional<History> history(UUID flowId, String recipientId) {
        return stores.histories().find(accountId, flowId, recipientId);
    }

    @Override
    public Optional<Connection> connection(UUID id) {
        return stores.connections().find(accountId, id);
    }

    @Override
    public Optional<Listed> listed(UUID listId, String value) {
        return stores.lists().find(listId, accountId, value, accountKey());
    }

    @Override
    public Optional<CounterState> counter(CounterName name) {
        return stores.counters().counter(name.key());
    }

    @Override
    public Optional<String> definition(String identity) {
        return stores.counters().definition(identity);
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return stores.counters().tally(scope, from);
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return stores.counters().duplicate(key);
    }

    @Override
    public String digest(String purpose, List<String> values) {
        byte[][] parts =
                values.stream()
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        return HexFormat.of().formatHex(Hmacs.sha256(accountKey(), purpose, parts));
    }

    private DataKey accountKey() {
        DataKey known = accountKey;
        if (known == null) {
            known = masterKeys.unwrap(stores.definitions().hmacKey(accountId).orElseThrow());
            accountKey = known;
        }
        return known;
    }
}

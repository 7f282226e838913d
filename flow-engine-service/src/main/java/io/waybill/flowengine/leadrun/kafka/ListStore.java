package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flow.v1.ListCreated;
import io.waybill.flow.v1.ListDeleted;
import io.waybill.flow.v1.ListEntriesAdded;
import io.waybill.flow.v1.ListEntriesRemoved;
import io.waybill.flow.v1.ListEntry;
import io.waybill.flowengine.leadrun.Readings.Listed;
import io.waybill.flowengine.leadrun.kafka.v1.KnownList;
import io.waybill.flowengine.list.ListKeys;
import io.waybill.flowengine.list.store.ListDigests;
import io.waybill.language.FieldType;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The lists of a partition's accounts (store list): {@code m/<list id>} what is known of a list,
 * {@code e/<list id>/<digest>} its entries, sealed, {@code x/<list id>} the deleted ones whose
 * entries are on their way out.
 */
final class ListStore {

    private static final AvroState<KnownList> LISTS =
            new AvroState<>(KnownList.class, KnownList.getDecoder());
    private static final StringSerializer KEYS = new StringSerializer();
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MARK = {1};
    private static final byte[] NO_VALUE = {};

    private final KeyValueStore<String, byte[]> store;

    ListStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /**
     * Takes an event of a list; what is none changes nothing.
     *
     * @return the list
     */
    Optional<UUID> take(SpecificRecord event) {
        return switch (event) {
            case ListCreated created -> Optional.of(create(created));
            case ListEntriesAdded added -> Optional.of(add(added));
            case ListEntriesRemoved removed -> Optional.of(remove(removed));
            case ListDeleted deleted -> Optional.of(delete(deleted));
            default -> Optional.empty();
        };
    }

    private UUID create(ListCreated created) {
        UUID id = created.getListId();
        if (store.get(listKey(id)) == null) {
            long sequence = created.getMeta().getSequence();
            UUID account = created.getMeta().getAccountId();
            put(id, new KnownList(account, created.getType(), sequence, false));
        }
        return id;
    }

    private UUID add(ListEntriesAdded added) {
        if (take(added.getListId(), added.getMeta())) {
            for (ListEntry entry : added.getEntries()) {
                ByteBuffer value = entry.getValue();
                store.put(
                        entryKey(added.getListId(), bytes(entry.getDigest())),
                        value == null ? NO_VALUE : bytes(value));
            }
        }
        return added.getListId();
    }

    private UUID remove(ListEntriesRemoved removed) {
        if (take(removed.getListId(), removed.getMeta())) {
            removed.getDigests()
                    .forEach(digest -> store.delete(entryKey(removed.getListId(), bytes(digest))));
        }
        return removed.getListId();
    }

    private UUID delete(ListDeleted deleted) {
        UUID id = deleted.getListId();
        KnownList list = LISTS.read(store.get(listKey(id)));
        if (list != null && take(id, deleted.getMeta())) {
            put(id, changed(list, deleted.getMeta(), true));
            store.put("x/" + id, MARK);
        }
        return id;
    }

    /** An event that comes again, or after a deletion, changes nothing. */
    private boolean take(UUID id, EventMeta meta) {
        KnownList list = LISTS.read(store.get(listKey(id)));
        if (list == null || list.getDeleted() || meta.getSequence() <= list.getSequence()) {
            return false;
        }
        put(id, changed(list, meta, false));
        return true;
    }

    private static KnownList changed(KnownList list, EventMeta meta, boolean deleted) {
        return new KnownList(list.getAccountId(), list.getType(), meta.getSequence(), deleted);
    }

    private void put(UUID id, KnownList list) {
        store.put(listKey(id), LISTS.bytes(list));
    }

    /**
     * Whether the lane has seen so much of a list, deleted or not.
     *
     * @param sequence of the list's newest event when the flow was deployed
     */
    boolean isKnown(UUID listId, long sequence) {
        KnownList list = LISTS.read(store.get(listKey(listId)));
        return list != null && (list.getDeleted() || list.getSequence() >= sequence);
    }

    /**
     * The entry of a list of that account for a value.
     *
     * @throws IllegalStateException when the lane has not seen the list, or it is deleted: nobody
     *     can say then what stands in it, and a lead that must not be sold would be
     */
    Optional<Listed> find(UUID listId, UUID accountId, String value, DataKey accountKey) {
        KnownList list = LISTS.read(store.get(listKey(listId)));
        if (list == null || list.getDeleted()) {
            throw new IllegalStateException("The list cannot be read: " + listId);
        }
        if (!list.getAccountId().equals(accountId)) {
            return Optional.empty();
        }
        FieldType type = FieldType.find(list.getType()).orElse(FieldType.STRING);
        String normal = ListKeys.normal(type, value);
        if (normal.isEmpty()) {
            return Optional.empty();
        }
        byte[] digest = ListDigests.digest(accountKey, listId, normal);
        byte[] found = store.get(entryKey(listId, digest));
        if (found == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Listed(
                        found.length == 0
                                ? Optional.empty()
                                : Optional.of(
                                        ListDigests.open(
                                                accountKey,
                                                listId,
                                                digest,
                                                ByteBuffer.wrap(found)))));
    }

    /** Forgets up to {@code most} entries of deleted lists; says how many. */
    int expire(int most) {
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> deleted = store.prefixScan("x/", KEYS)) {
            while (deleted.hasNext() && gone.size() < most) {
                String mark = deleted.next().key;
                int room = most - gone.size();
                List<String> entries = entries(mark.substring(2), room);
                gone.addAll(entries);
                if (entries.size() < room) {
                    gone.add(mark);
                }
            }
        }
        gone.forEach(store::delete);
        return Math.min(gone.size(), most);
    }

    private List<String> entries(String listId, int most) {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries =
                store.prefixScan("e/" + listId + "/", KEYS)) {
            while (entries.hasNext() && found.size() < most) {
                KeyValue<String, byte[]> entry = entries.next();
                found.add(entry.key);
            }
        }
        return found;
    }

    private static String listKey(UUID id) {
        return "m/" + id;
    }

    private static String entryKey(UUID listId, byte[] digest) {
        return "e/" + listId + "/" + HEX.formatHex(digest);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

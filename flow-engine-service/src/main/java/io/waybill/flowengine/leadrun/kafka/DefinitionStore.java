package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.ListUse;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Flow versions, which of them is live, and HMAC keys of accounts (store definition). A version is
 * compiled once and kept in memory as long as it is used and there is room: with more, what was
 * used least lately goes.
 */
final class DefinitionStore {

    private static final AvroState<LiveVersion> LIVE =
            new AvroState<>(LiveVersion.class, LiveVersion.getDecoder());
    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final int RECENT = 2_000;
    // What is compiled takes some times the memory of its definition.
    private static final long COMPILED_AT_MOST = Runtime.getRuntime().maxMemory() / 128;

    private final KeyValueStore<String, byte[]> store;
    private final LinkedHashMap<String, Version> versions = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<UUID, Optional<LiveVersion>> live = recent();
    private final Map<UUID, Optional<WrappedKey>> hmacKeys = recent();
    private final long most;
    private long held;

    DefinitionStore(KeyValueStore<String, byte[]> store) {
        this(store, COMPILED_AT_MOST);
    }

    /**
     * @param most bytes of definitions whose compiled versions are kept in memory
     */
    DefinitionStore(KeyValueStore<String, byte[]> store, long most) {
        this.store = store;
        this.most = most;
    }

    /** What was read last, so that a lead costs the same however much else stands in the store. */
    private static <V> Map<UUID, V> recent() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
                return size() > RECENT;
            }
        };
    }

    /** Whether the lane has seen nothing yet. */
    boolean isEmpty() {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            return !all.hasNext();
        }
    }

    /** A version that the lane has; compiled when the first lead runs through it. */
    static final class Version {

        private final FlowVersionPublished published;
        private @Nullable RunnableFlow flow;
        private @Nullable String cannotRun;

        Version(FlowVersionPublished published) {
            this.published = published;
        }

        FlowVersionPublished published() {
            return published;
        }

        /** Characters of its definition. */
        int length() {
            return published.getDefinition().length();
        }

        /**
         * @throws IllegalStateException when this build cannot run the version
         */
        RunnableFlow flow() {
            return runnable()
                    .orElseThrow(() ->
                            new IllegalStateException("The version cannot run: " + cannotRun));
        }

        /** Empty when this build cannot run the version; that is found out once. */
        Optional<RunnableFlow> runnable() {
            if (flow == null && cannotRun == null) {
                try {
                    flow = compile();
                } catch (RuntimeException | StackOverflowError cannotCompile) {
                    cannotRun = String.valueOf(cannotCompile.getMessage());
                }
            }
            return Optional.ofNullable(flow);
        }

        /** Whether leads of it wait for the account's key; a version that cannot run needs none. */
        boolean needsAccountKey() {
            return runnable().map(f -> f.definition().needs().accountKey()).orElse(false);
        }

        /** The lists in which its leads are looked up. */
        List<UUID> lists() {
            return runnable()
                    .map(f -> f.definition().needs().lists().stream().map(ListUse::listId).toList())
                    .orElseGet(List::of);
        }

        private RunnableFlow compile() {
            return switch (FlowReader.readDeployed(Json.object(published.getDefinition()))) {
                case FlowReader.Result.Sound(var definition) ->
                        new RunnableFlow(
                                published.getFlowId(),
                                published.getVersion(),
                                published.getMeta().getAccountId(),
                                ZoneId.of(published.getZone()),
                                definition);
                case FlowReader.Result.Unsound(var flaws) ->
                        throw new IllegalStateException(flaws.toString());
            };
        }
    }

    /** Not to be changed. */
    Optional<LiveVersion> live(UUID flowId) {
        return live.computeIfAbsent(
                flowId, id -> Optional.ofNullable(LIVE.read(store.get(liveKey(id)))));
    }

    void putLive(UUID flowId, LiveVersion now) {
        store.put(liveKey(flowId), LIVE.bytes(now));
        live.put(flowId, Optional.of(now));
    }

    /** Caps of the version that was announced last; empty where that was by an earlier build. */
    Optional<Set<String>> caps(UUID flowId) {
        byte[] bytes = store.get(capsKey(flowId));
        return bytes == null
                ? Optional.empty()
                : Optional.of(
                        Set.copyOf(new String(bytes, StandardCharsets.UTF_8).lines().toList()));
    }

    void putCaps(UUID flowId, Collection<String> caps) {
        store.put(capsKey(flowId), String.join("\n", caps).getBytes(StandardCharsets.UTF_8));
    }

    Optional<Version> version(UUID flowId, int number) {
        String key = versionKey(flowId, number);
        Version known = versions.get(key);
        if (known == null && read(key) instanceof FlowVersionPublished published) {
            known = new Version(published);
            versions.put(key, known);
            held += known.length();
            while (held > most && versions.size() > 1) {
                held -= versions.pollFirstEntry().getValue().length();
            }
        }
        return Optional.ofNullable(known);
    }

    void putVersion(FlowVersionPublished published) {
        String key = versionKey(published.getFlowId(), published.getVersion());
        store.put(key, Records.encode(published));
        Version before = versions.remove(key);
        held -= before == null ? 0 : before.length();
    }

    Optional<WrappedKey> hmacKey(UUID accountId) {
        return hmacKeys.computeIfAbsent(accountId, this::readHmacKey);
    }

    private Optional<WrappedKey> readHmacKey(UUID accountId) {
        return read(hmacKeyKey(accountId)) instanceof AccountHmacKey key
                ? Optional.of(new WrappedKey(key.getWrappedKey(), key.getMasterKeyId()))
                : Optional.empty();
    }

    void putHmacKey(AccountHmacKey key) {
        UUID accountId = key.getMeta().getAccountId();
        store.put(hmacKeyKey(accountId), Records.encode(key));
        hmacKeys.remove(accountId);
    }

    private @Nullable SpecificRecord read(String key) {
        byte[] bytes = store.get(key);
        if (bytes == null) {
            return null;
        }
        return switch (DECODER.decode(null, null, bytes)) {
            case Decoded.Event event -> event.value();
            case Decoded other -> throw new IllegalStateException("In store definition: " + other);
        };
    }

    private static String liveKey(UUID flowId) {
        return "l/" + flowId;
    }

    private static String capsKey(UUID flowId) {
        return "c/" + flowId;
    }

    private static String versionKey(UUID flowId, int version) {
        return "d/" + flowId + "/" + version;
    }

    private static String hmacKeyKey(UUID accountId) {
        return "k/" + accountId;
    }
}

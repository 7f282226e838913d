package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Flow versions, which of them is live, and HMAC keys of accounts (store definition). A version is
 * compiled once and kept in memory as long as it is used.
 */
final class DefinitionStore {

    private static final AvroState<LiveVersion> LIVE =
            new AvroState<>(LiveVersion.getEncoder(), LiveVersion.getDecoder());
    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final int COMPILED_AT_MOST = 200;

    private final KeyValueStore<String, byte[]> store;
    private final LinkedHashMap<String, Version> versions = new LinkedHashMap<>(64, 0.75f, true);

    DefinitionStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
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

        private RunnableFlow compile() {
            return switch (FlowReader.read(Json.object(published.getDefinition()))) {
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

    Optional<LiveVersion> live(UUID flowId) {
        return Optional.ofNullable(LIVE.read(store.get(liveKey(flowId))));
    }

    void putLive(UUID flowId, LiveVersion live) {
        store.put(liveKey(flowId), LIVE.bytes(live));
    }

    Optional<Version> version(UUID flowId, int number) {
        String key = versionKey(flowId, number);
        Version known = versions.get(key);
        if (known == null && read(key) instanceof FlowVersionPublished published) {
            known = new Version(published);
            versions.put(key, known);
            if (versions.size() > COMPILED_AT_MOST) {
                versions.pollFirstEntry();
            }
        }
        return Optional.ofNullable(known);
    }

    void putVersion(FlowVersionPublished published) {
        String key = versionKey(published.getFlowId(), published.getVersion());
        store.put(key, Records.encode(published));
        versions.remove(key);
    }

    Optional<WrappedKey> hmacKey(UUID accountId) {
        return read(hmacKeyKey(accountId)) instanceof AccountHmacKey key
                ? Optional.of(new WrappedKey(key.getWrappedKey(), key.getMasterKeyId()))
                : Optional.empty();
    }

    void putHmacKey(AccountHmacKey key) {
        store.put(hmacKeyKey(key.getMeta().getAccountId()), Records.encode(key));
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

    private static String versionKey(UUID flowId, int version) {
        return "d/" + flowId + "/" + version;
    }

    private static String hmacKeyKey(UUID accountId) {
        return "k/" + accountId;
    }
}

package io.waybill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow as the engine publishes it: a source, one with a key, one that is off, one for no tests.
 */
record TestFlow(UUID id, UUID account, UUID source, UUID keyed, UUID disabled, UUID untested) {

    static final String KEY = "the source's key";

    static TestFlow create() {
        return new TestFlow(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID());
    }

    String submit() {
        return submit(source);
    }

    String submit(UUID to) {
        return "/flows/" + id + "/sources/" + to + "/submit";
    }

    OutboundRecord version(int number, Duration respondWithin) {
        FlowVersionPublished published =
                FlowVersionPublished.newBuilder()
                        .setMeta(meta())
                        .setFlowId(id)
                        .setVersion(number)
                        .setName("Autos")
                        .setCurrency("USD")
                        .setZone("America/New_York")
                        .setRespondWithinMillis((int) respondWithin.toMillis())
                        .setSources(
                                List.of(
                                        source(source, true, null, true),
                                        source(keyed, true, KEY, true),
                                        source(disabled, false, null, true),
                                        source(untested, true, null, false)))
                        .setDefinition("{}")
                        .build();
        return new OutboundRecord(Topic.FLOW_VERSIONS, id + "/" + number, published);
    }

    OutboundRecord live(int number, boolean enabled) {
        FlowLive live =
                FlowLive.newBuilder()
                        .setMeta(meta())
                        .setFlowId(id)
                        .setVersion(number)
                        .setEnabled(enabled)
                        .build();
        return new OutboundRecord(Topic.FLOW_VERSIONS, id.toString(), live);
    }

    private static FlowSource source(
            UUID id, boolean enabled, @Nullable String key, boolean mayTest) {
        return FlowSource.newBuilder()
                .setId(id)
                .setName("a source")
                .setEnabled(enabled)
                .setKeyHash(key == null ? null : sha256(key))
                .setMayTest(mayTest)
                .build();
    }

    private static ByteBuffer sha256(String text) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private EventMeta meta() {
        return EventMeta.newBuilder()
                .setRecordId(UUID.randomUUID())
                .setStreamId(id)
                .setSequence(1)
                .setOccurredAt(Instant.EPOCH)
                .setAccountId(account)
                .setLane(account.toString())
                .setCorrelationId(UUID.randomUUID())
                .setTest(false)
                .build();
    }
}

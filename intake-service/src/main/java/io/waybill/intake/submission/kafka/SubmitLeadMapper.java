package io.waybill.intake.submission.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.intake.flows.FlowVersion;
import io.waybill.intake.submission.NewLead;
import io.waybill.meta.v1.EventMeta;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes a new lead as a record; what somebody sent is sealed with a key of the lead's own. */
@Singleton
final class SubmitLeadMapper {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MasterKeys masterKeys;
    private final int replyTo;

    SubmitLeadMapper(
            MasterKeys masterKeys, @ConfigProperty(name = "waybill.instance") int instance) {
        this.masterKeys = masterKeys;
        this.replyTo = instance;
    }

    /** The request that the lead's purpose asks for. */
    SpecificRecord map(NewLead lead) {
        return switch (lead.purpose()) {
            case SUBMIT -> submission(lead);
            case PING -> ping(lead);
        };
    }

    private Ping ping(NewLead lead) {
        UUID id = lead.stamp().leadId();
        UUID recordId = TimeOrderedIds.next();
        DataKey key = DataKey.random();
        WrappedKey wrapped = masterKeys.wrap(key);
        return Ping.newBuilder()
                .setMeta(meta(lead, recordId))
                .setFlowId(lead.target().version().id().flowId())
                .setFlowVersion(lead.target().version().id().number())
                .setSourceId(lead.target().source().id())
                .setReceivedAt(lead.stamp().receivedAt())
                .setRandom(lead.stamp().random())
                .setReplyTo(replyTo)
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .setData(key.seal(id, recordId, "Ping.data", json(lead)))
                .setIp(
                        lead.ip()
                                .map(ip -> key.seal(id, recordId, "Ping.ip", ip.getBytes(UTF_8)))
                                .orElse(null))
                .build();
    }

    private SubmitLead submission(NewLead lead) {
        UUID leadId = lead.stamp().leadId();
        UUID recordId = TimeOrderedIds.next();
        DataKey key = DataKey.random();
        WrappedKey wrapped = masterKeys.wrap(key);
        byte[] data = json(lead);
        Seal seal = (field, clear) -> key.seal(leadId, recordId, "SubmitLead." + field, clear);
        String repeatable = lead.idempotencyKey().orElse(null);
        return SubmitLead.newBuilder()
                .setMeta(meta(lead, recordId))
                .setFlowId(lead.target().version().id().flowId())
                .setFlowVersion(lead.target().version().id().number())
                .setSourceId(lead.target().source().id())
                .setReceivedAt(lead.stamp().receivedAt())
                .setRandom(lead.stamp().random())
                .setReplyTo(replyTo)
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .setData(seal.of("data", data))
                .setIp(lead.ip().map(ip -> seal.of("ip", ip.getBytes(UTF_8))).orElse(null))
                .setIdempotencyKey(
                        repeatable == null
                                ? null
                                : seal.of("idempotencyKey", repeatable.getBytes(UTF_8)))
                .setBodyDigest(
                        repeatable == null ? null : seal.of("bodyDigest", digest(lead, data)))
                .setHops(lead.hops())
                .build();
    }

    private static EventMeta meta(NewLead lead, UUID recordId) {
        FlowVersion version = lead.target().version();
        Scope scope =
                new Scope(
                        version.accountId(),
                        null,
                        version.lane(),
                        lead.stamp().correlationId(),
                        lead.test());
        return Metas.request(scope, lead.stamp().leadId(), recordId, lead.stamp().receivedAt());
    }

    /** By way of a String, which makes half a surrogate pair a question mark instead of failing. */
    private static byte[] json(NewLead lead) {
        try {
            return JSON.writeValueAsString(lead.submission().fields()).getBytes(UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Fields are maps, lists and plain values", impossible);
        }
    }

    private static byte[] digest(NewLead lead, byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(lead.methodAndQuery().getBytes(UTF_8));
            digest.update((byte) '\n');
            return digest.digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    @FunctionalInterface
    private interface Seal {
        ByteBuffer of(String field, byte[] clear);
    }
}

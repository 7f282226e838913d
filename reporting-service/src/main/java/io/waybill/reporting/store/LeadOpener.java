package io.waybill.reporting.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is sealed with a lead's key. A lead without a key (not here yet, or erased) opens to
 * nothing; so does a value that does not fit its key, which is logged without its content.
 */
@Singleton
public final class LeadOpener {

    private static final Logger LOG = Logger.getLogger(LeadOpener.class);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final MasterKeys masterKeys;
    private final JsonMapper json = JsonMapper.builder().build();

    LeadOpener(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** The lead's data key; empty when there is none or the master key is not known here. */
    public Optional<DataKey> key(byte @Nullable [] wrapped, @Nullable String masterKeyId) {
        if (wrapped == null || masterKeyId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    masterKeys.unwrap(new WrappedKey(ByteBuffer.wrap(wrapped), masterKeyId)));
        } catch (SealBroken e) {
            LOG.warnf("a data key cannot be unwrapped masterKeyId=%s", masterKeyId);
            return Optional.empty();
        }
    }

    /** A sealed text; null when there is none or it cannot be opened. */
    public @Nullable String text(@Nullable DataKey key, Bound bound, byte @Nullable [] sealed) {
        if (key == null || sealed == null) {
            return null;
        }
        try {
            return open(key, bound, sealed);
        } catch (SealBroken e) {
            LOG.warnf(
                    "a sealed value cannot be opened recordId=%s field=%s",
                    bound.recordId(), bound.field());
            return null;
        }
    }

    /** What is kept of a lead is what was sent, or what its source's mappings made of that. */
    private static String open(DataKey key, Bound bound, byte[] sealed) {
        try {
            return opened(key, bound, sealed);
        } catch (SealBroken e) {
            if (bound.field().equals(Bound.DATA)) {
                return opened(
                        key, new Bound(bound.streamId(), bound.recordId(), Bound.MAPPED), sealed);
            }
            throw e;
        }
    }

    private static String opened(DataKey key, Bound bound, byte[] sealed) {
        byte[] clear =
                key.open(
                        bound.streamId(), bound.recordId(), bound.field(), ByteBuffer.wrap(sealed));
        return new String(clear, StandardCharsets.UTF_8);
    }

    /** A sealed JSON object; null when there is none or it cannot be opened. */
    public @Nullable Map<String, Object> object(
            @Nullable DataKey key, Bound bound, byte @Nullable [] sealed) {
        String text = text(key, bound, sealed);
        if (text == null) {
            return null;
        }
        try {
            return json.readValue(text, OBJECT);
        } catch (IOException e) {
            LOG.warnf("a sealed value is no JSON object recordId=%s", bound.recordId());
            return null;
        }
    }

    /** What a sealed value is bound to. */
    public record Bound(UUID streamId, UUID recordId, String field) {

        public static final String DATA = "LeadReceived.data";
        private static final String MAPPED = "LeadReceived.mapped";
    }
}

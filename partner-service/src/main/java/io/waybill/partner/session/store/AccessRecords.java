package io.waybill.partner.session.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.session.Origin;
import io.waybill.partner.v1.PasswordChanged;
import io.waybill.partner.v1.SessionBegun;
import io.waybill.partner.v1.SignInFailed;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.tracing.Correlation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of how users come in. Where from is sealed with the user's key. */
final class AccessRecords {

    private AccessRecords() {}

    /**
     * The user, when it was, and where it came from.
     *
     * @param key the user's
     */
    record Access(UUID accountId, UUID userId, Instant at, Origin origin, DataKey key) {

        @Override
        public String toString() {
            return "Access[" + userId + "]";
        }
    }

    static OutboundRecord begun(Access access, UUID session) {
        EventMeta meta = first(access, session);
        return outbound(
                access,
                SessionBegun.newBuilder()
                        .setMeta(meta)
                        .setSessionId(session)
                        .setUserId(access.userId)
                        .setAddress(address(access, meta, "SessionBegun"))
                        .setClient(client(access, meta, "SessionBegun"))
                        .build());
    }

    /**
     * @param attempt a stream of its own
     */
    static OutboundRecord failed(Access access, UUID attempt) {
        EventMeta meta = first(access, attempt);
        return outbound(
                access,
                SignInFailed.newBuilder()
                        .setMeta(meta)
                        .setUserId(access.userId)
                        .setAddress(address(access, meta, "SignInFailed"))
                        .setClient(client(access, meta, "SignInFailed"))
                        .build());
    }

    /**
     * @param change a stream of its own
     */
    static OutboundRecord passwordChanged(Access access, UUID change, String how) {
        EventMeta meta = first(access, change);
        return outbound(
                access,
                PasswordChanged.newBuilder()
                        .setMeta(meta)
                        .setUserId(access.userId)
                        .setHow(how)
                        .setAddress(address(access, meta, "PasswordChanged"))
                        .setClient(client(access, meta, "PasswordChanged"))
                        .build());
    }

    private static EventMeta first(Access access, UUID stream) {
        Scope scope = Scope.of(access.accountId, Correlation.current());
        return Metas.first(scope, stream, TimeOrderedIds.next(), access.at);
    }

    private static @Nullable ByteBuffer address(Access access, EventMeta meta, String record) {
        return seal(access, meta, record + ".address", access.origin.address());
    }

    private static @Nullable ByteBuffer client(Access access, EventMeta meta, String record) {
        return seal(access, meta, record + ".client", access.origin.client());
    }

    private static @Nullable ByteBuffer seal(
            Access access, EventMeta meta, String field, Optional<String> clear) {
        return clear.map(text ->
                        access.key.sealText(meta.getStreamId(), meta.getRecordId(), field, text))
                .orElse(null);
    }

    private static OutboundRecord outbound(Access access, SpecificRecord record) {
        return new OutboundRecord(Topic.PARTNER_EVENTS, access.accountId.toString(), record);
    }
}

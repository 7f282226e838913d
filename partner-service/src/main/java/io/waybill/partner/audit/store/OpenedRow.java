package io.waybill.partner.audit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.store.Actors.Known;
import io.waybill.partner.audit.AuditEntry;
import io.waybill.partner.audit.AuditEntry.Actor;
import io.waybill.partner.audit.AuditEntry.From;
import io.waybill.partner.audit.AuditEntry.Subject;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as the people of its account read it. */
final class OpenedRow {

    private static final String USER = "user:";
    private static final String API_KEY = "api-key:";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private OpenedRow() {}

    /** The user or the key behind {@code user:<id>} or {@code api-key:<id>}. */
    static Optional<UUID> idOf(String doneBy) {
        if (!doneBy.startsWith(USER) && !doneBy.startsWith(API_KEY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(doneBy.substring(doneBy.indexOf(':') + 1)));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    static AuditEntry entry(AuditRow row, Known known) {
        return new AuditEntry(
                row.id,
                row.occurredAt,
                row.sequence,
                row.kind,
                Optional.ofNullable(row.doneBy).map(by -> actor(by, known)),
                new Subject(row.subjectKind, row.subjectId),
                details(row),
                from(row, known));
    }

    private static Actor actor(String doneBy, Known known) {
        Optional<UUID> id = idOf(doneBy);
        if (id.isEmpty()) {
            return doneBy.startsWith("invitation:") ? new Actor.Partner() : new Actor.Itself();
        }
        return doneBy.startsWith(USER) ? user(id.get(), known) : apiKey(id.get(), known);
    }

    private static Actor user(UUID id, Known known) {
        return known.user(id)
                .<Actor>map(user -> new Actor.User(id, Optional.of(user.email()), user.name()))
                .orElseGet(Actor.Partner::new);
    }

    private static Actor apiKey(UUID id, Known known) {
        return known.apiKey(id)
                .<Actor>map(key -> new Actor.ApiKey(id, Optional.of(key.label())))
                .orElseGet(Actor.Partner::new);
    }

    private static Map<String, String> details(AuditRow row) {
        try {
            return JSON.readValue(row.details, DETAILS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("details are not as they were written", broken);
        }
    }

    /** Sealed with the key of the user whom it is about, in the fields of one record. */
    private static Optional<From> from(AuditRow row, Known known) {
        Optional<UUID> user =
                Optional.ofNullable(row.doneBy)
                        .flatMap(OpenedRow::idOf)
                        .or(() -> Optional.of(row.subjectId));
        return row.address == null && row.client == null
                ? Optional.empty()
                : user.flatMap(known::key)
                        .map(key ->
                                new From(
                                        open(row, key, "address", row.address),
                                        open(row, key, "client", row.client)));
    }

    private static Optional<String> open(
            AuditRow row, DataKey key, String field, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        String name = AuditFacts.recordName(row.kind) + "." + field;
        return Optional.of(key.openText(row.streamId, row.recordId, name, ByteBuffer.wrap(sealed)));
    }
}

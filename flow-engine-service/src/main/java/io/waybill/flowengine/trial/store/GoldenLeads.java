package io.waybill.flowengine.trial.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.flowengine.trial.GoldenLead;
import io.waybill.flowengine.trial.TrialReader;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps golden leads with their flow, sealed under the account. The caller knows that the flow is
 * the account's own.
 */
@Singleton
public final class GoldenLeads {

    public static final int MOST = 50;

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    GoldenLeads(
            Mutiny.SessionFactory sessions,
            MasterKeys masterKeys,
            ObjectMapper mapper,
            InstantSource clock) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A golden lead as its owner wrote it. */
    public record Kept(UUID id, Map<String, Object> json) {

        public GoldenLead lead() {
            return TrialReader.read(json).lead();
        }

        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }

    public Uni<List<Kept>> list(UUID accountId, UUID flowId) {
        return sessions.withSession(session ->
                rows(session, flowId)
                        .map(rows -> rows.stream().map(row -> kept(accountId, row)).toList()));
    }

    /** Empty when the flow has {@link #MOST} already. */
    public Uni<Optional<UUID>> add(UUID accountId, UUID flowId, Map<String, Object> json) {
        return sessions.withTransaction((session, _) ->
                rows(session, flowId)
                        .chain(rows -> {
                            if (rows.size() >= MOST) {
                                return Uni.createFrom().item(Optional.empty());
                            }
                            GoldenLeadRow row = new GoldenLeadRow();
                            row.id = TimeOrderedIds.next();
                            row.flowId = flowId;
                            row.createdAt = clock.instant();
                            fill(row, accountId, json);
                            return session.persist(row).replaceWith(Optional.of(row.id));
                        }));
    }

    /** False when there is none of that id. */
    public Uni<Boolean> replace(UUID accountId, UUID flowId, UUID id, Map<String, Object> json) {
        return sessions.withTransaction((session, _) ->
                session.find(GoldenLeadRow.class, id)
                        .map(row -> {
                            boolean found = isOf(flowId, row);
                            if (found) {
                                fill(row, accountId, json);
                            }
                            return found;
                        }));
    }

    /** False when there is none of that id. */
    public Uni<Boolean> remove(UUID flowId, UUID id) {
        return sessions.withTransaction((session, _) ->
                session.find(GoldenLeadRow.class, id)
                        .chain(row ->
                                isOf(flowId, row)
                                        ? session.remove(row).replaceWith(true)
                                        : Uni.createFrom().item(false)));
    }

    private static boolean isOf(UUID flowId, @Nullable GoldenLeadRow row) {
        return row != null && row.flowId.equals(flowId);
    }

    private static Uni<List<GoldenLeadRow>> rows(Mutiny.Session session, UUID flowId) {
        return session.createSelectionQuery(
                        "from GoldenLeadRow where flowId = :flow order by id", GoldenLeadRow.class)
                .setParameter("flow", flowId)
                .getResultList();
    }

    private void fill(GoldenLeadRow row, UUID accountId, Map<String, Object> json) {
        row.name = String.valueOf(json.get("name"));
        try {
            row.content =
                    SealedText.seal(
                            masterKeys, accountId.toString(), mapper.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A golden lead cannot be written as JSON");
        }
    }

    private Kept kept(UUID accountId, GoldenLeadRow row) {
        try {
            String text = SealedText.open(masterKeys, accountId.toString(), row.content);
            return new Kept(
                    row.id,
                    mapper.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored golden lead is not JSON");
        }
    }
}

package io.waybill.flowengine.flow.store;

import io.smallrye.mutiny.Uni;
import io.waybill.flow.v1.BuyerStepsRemoved;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.PartnerSourceSet;
import io.waybill.flowengine.difference.Change;
import io.waybill.flowengine.difference.FlowDifference;
import io.waybill.schemas.Records;
import io.waybill.servicekit.store.ReactiveEvents;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who changed what in a flow, and when: its events, each with what it changed in words. */
@Singleton
public final class FlowHistory {

    private static final Set<String> DRAFTS =
            names(FlowCreated.getClassSchema(), FlowDraftEdited.getClassSchema());
    private static final Set<String> VERSIONS = names(FlowVersionDeployed.getClassSchema());
    private static final Set<String> ALL =
            names(
                    FlowCreated.getClassSchema(),
                    FlowDraftEdited.getClassSchema(),
                    FlowVersionDeployed.getClassSchema(),
                    BuyerStepsRemoved.getClassSchema(),
                    PartnerSourceSet.getClassSchema(),
                    FlowDisabled.getClassSchema(),
                    FlowEnabled.getClassSchema());

    private final Mutiny.SessionFactory sessions;
    private final Drafts drafts;

    FlowHistory(Mutiny.SessionFactory sessions, Drafts drafts) {
        this.sessions = sessions;
        this.drafts = drafts;
    }

    /**
     * The events before a sequence, the newest first. The caller knows that the flow is its own.
     */
    public Uni<List<HistoryEntry>> before(UUID flowId, long sequence, int most) {
        return sessions.withSession(session ->
                ReactiveEvents.loadBefore(session, flowId, sequence, ALL, most)
                        .chain(events -> withPredecessors(session, flowId, events)));
    }

    private Uni<List<HistoryEntry>> withPredecessors(
            Mutiny.Session session, UUID flowId, List<SpecificRecord> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        long first = Records.meta(events.getLast()).getSequence();
        return ReactiveEvents.loadBefore(session, flowId, first, DRAFTS, 1)
                .chain(draft ->
                        ReactiveEvents.loadBefore(session, flowId, first, VERSIONS, 1)
                                .map(version -> {
                                    List<SpecificRecord> all = new ArrayList<>(events);
                                    all.addAll(draft);
                                    all.addAll(version);
                                    return entries(all, events.size());
                                }));
    }

    private List<HistoryEntry> entries(List<SpecificRecord> newestFirst, int shown) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            SpecificRecord event = newestFirst.get(i);
            Set<String> alike = event instanceof FlowVersionDeployed ? VERSIONS : DRAFTS;
            Optional<SpecificRecord> before =
                    newestFirst.stream()
                            .skip(i + 1L)
                            .filter(e -> alike.contains(e.getSchema().getFullName()))
                            .findFirst();
            entries.add(entry(event, before));
        }
        return entries;
    }

    private HistoryEntry entry(SpecificRecord event, Optional<SpecificRecord> before) {
        return switch (event) {
            case FlowCreated e ->
                    entry(e, e.getBy(), "flow_created", "The flow was created", before);
            case FlowDraftEdited e ->
                    entry(e, e.getBy(), "draft_edited", "The draft was edited", before);
            case FlowVersionDeployed e ->
                    entry(
                            e,
                            e.getBy(),
                            "version_deployed",
                            "Version " + e.getVersion() + " was deployed",
                            before);
            case BuyerStepsRemoved e ->
                    entry(e, e.getBy(), "buyer_steps_removed", removed(e), Optional.empty());
            case PartnerSourceSet e ->
                    entry(e, e.getBy(), "partner_source_set", set(e), Optional.empty());
            case FlowDisabled e ->
                    entry(e, e.getBy(), "flow_disabled", "The flow was disabled", Optional.empty());
            case FlowEnabled e ->
                    entry(e, e.getBy(), "flow_enabled", "The flow was enabled", Optional.empty());
            default -> throw new IllegalStateException("Not of a flow: " + event.getSchema());
        };
    }

    private HistoryEntry entry(
            SpecificRecord event,
            String by,
            String name,
            String sentence,
            Optional<SpecificRecord> before) {
        List<Change> changes =
                before.map(old ->
                                FlowDifference.between(
                                        drafts.read("", definition(old)).json(),
                                        drafts.read("", definition(event)).json()))
                        .orElse(List.of());
        return new HistoryEntry(
                Records.meta(event).getSequence(),
                Records.meta(event).getOccurredAt(),
                by,
                name,
                sentence,
                changes);
    }

    private static String removed(BuyerStepsRemoved event) {
        String why =
                switch (event.getCause()) {
                    case "declined" -> "the invitation was declined";
                    case "expired" -> "the invitation has expired";
                    case "revoked" -> "the invitation was taken back";
                    default -> "the connection ended (" + event.getCause() + ")";
                };
        return (event.getSteps().size() == 1 ? "The Buyer Step " : "The Buyer Steps ")
                + String.join(", ", event.getSteps().stream().map(n -> '"' + n + '"').toList())
                + (event.getSteps().size() == 1 ? " was removed: " : " were removed: ")
                + why;
    }

    private static String set(PartnerSourceSet event) {
        return event.getSourceId() != null
                ? "A source was added for a connected seller"
                : "The source of a connected seller was disabled: its connection has ended or leads"
                        + " to another flow";
    }

    private static String definition(SpecificRecord event) {
        return switch (event) {
            case FlowCreated e -> e.getDefinition();
            case FlowDraftEdited e -> e.getDefinition();
            case FlowVersionDeployed e -> e.getDefinition();
            default ->
                    throw new IllegalStateException("Without a definition: " + event.getSchema());
        };
    }

    private static Set<String> names(Schema... records) {
        return Set.copyOf(java.util.Arrays.stream(records).map(Schema::getFullName).toList());
    }
}

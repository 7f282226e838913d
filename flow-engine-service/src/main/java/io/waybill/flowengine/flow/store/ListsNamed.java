package io.waybill.flowengine.flow.store;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.ListUse;
import io.waybill.flowengine.definition.UnboundSpend;
import io.waybill.flowengine.flow.FlowEvent;
import io.waybill.flowengine.list.store.ListReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What is looked at only when a version is deployed, so that versions of before go on: whether the
 * lists exist that it names, and whether its spend caps can be exact.
 */
final class ListsNamed {

    private ListsNamed() {}

    /**
     * @param lists how far each list was when the version was deployed, by its id
     */
    record Looked(List<Flaw> flaws, Map<String, Long> lists) {

        Looked and(List<Flaw> more) {
            List<Flaw> all = new ArrayList<>(flaws);
            all.addAll(more);
            return new Looked(List.copyOf(all), lists);
        }
    }

    static Uni<Looked> look(Mutiny.Session session, UUID accountId, List<FlowEvent> events) {
        List<ListUse> uses = new ArrayList<>();
        List<Flaw> flaws = new ArrayList<>();
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.FlowVersionDeployed deployed
                    && FlowReader.readDeployed(deployed.definition().json())
                            instanceof FlowReader.Result.Sound(var definition)) {
                uses.addAll(definition.needs().lists());
                flaws.addAll(UnboundSpend.flaws(definition));
            }
        }
        Set<UUID> ids = uses.stream().map(ListUse::listId).collect(Collectors.toSet());
        return ListReads.held(session, accountId, ids)
                .map(sequences -> {
                    uses.stream()
                            .filter(use -> !sequences.containsKey(use.listId()))
                            .map(ListUse::missing)
                            .forEach(flaws::add);
                    Map<String, Long> lists = new TreeMap<>();
                    sequences.forEach((id, sequence) -> lists.put(id.toString(), sequence));
                    return new Looked(List.copyOf(flaws), lists);
                });
    }
}

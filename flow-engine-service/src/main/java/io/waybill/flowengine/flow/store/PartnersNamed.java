package io.waybill.flowengine.flow.store;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.PartnerUse;
import io.waybill.flowengine.flow.FlowEvent;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.store.KnownPartner;
import io.waybill.flowengine.partner.store.PartnerReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Whether the Buyer Steps of a version can be deployed: only then it is looked at how their
 * connections stand, and what the account pays for.
 */
final class PartnersNamed {

    static final String NOT_ACCEPTED =
            "a Buyer Step cannot be enabled before its partner has accepted the invitation";

    /** What waited for it was taken out when it ended; nothing would ever take this out. */
    static final String NEVER_BEGAN =
            "the invitation came to nothing; remove the step, or invite the buyer again";

    static final String NOT_PAID =
            "a Buyer Step needs a paid subscription, which this account does not have";

    private PartnersNamed() {}

    static Uni<List<Flaw>> flaws(Mutiny.Session session, UUID accountId, List<FlowEvent> events) {
        List<PartnerUse> uses = new ArrayList<>();
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.FlowVersionDeployed deployed
                    && FlowReader.read(deployed.definition().json())
                            instanceof FlowReader.Result.Sound(var definition)) {
                uses.addAll(definition.needs().partners());
            }
        }
        if (uses.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Set<UUID> ids = uses.stream().map(PartnerUse::connectionId).collect(Collectors.toSet());
        return PartnerReads.isPaid(session, accountId)
                .chain(paid ->
                        PartnerReads.ofSeller(session, accountId, ids)
                                .map(known -> flaws(uses, known, paid)));
    }

    private static List<Flaw> flaws(
            List<PartnerUse> uses, Map<UUID, KnownPartner> known, boolean paid) {
        List<Flaw> flaws = new ArrayList<>();
        for (PartnerUse use : uses) {
            if (!paid) {
                flaws.add(use.flaw("type", NOT_PAID));
            }
            flaw(use, Optional.ofNullable(known.get(use.connectionId()))).ifPresent(flaws::add);
        }
        return List.copyOf(flaws);
    }

    private static Optional<Flaw> flaw(PartnerUse use, Optional<KnownPartner> known) {
        if (known.isEmpty()) {
            return Optional.of(
                    use.flaw(
                            "connection_id",
                            "there is no connection " + use.connectionId() + " of this account"));
        }
        Connection connection = known.get().connection();
        if (connection.ended().isPresent() && connection.buyer().isEmpty()) {
            return Optional.of(use.flaw("connection_id", NEVER_BEGAN));
        }
        if (!use.enabled()) {
            return Optional.empty();
        }
        if (connection.ended().isPresent()) {
            return Optional.of(
                    use.flaw(
                            "enabled",
                            "the connection with the buyer has ended; disable or remove the step, or"
                                    + " invite the buyer again"));
        }
        return connection.buyer().isEmpty()
                ? Optional.of(use.flaw("enabled", NOT_ACCEPTED))
                : Optional.empty();
    }
}

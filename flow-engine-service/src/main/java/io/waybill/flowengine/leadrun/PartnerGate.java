package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.Partnership;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.leadrun.LeadRunEvent.ConnectionRead;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Standing;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a recipient can be handed a lead now: always, but for a Buyer Step, whose connection the
 * lane knows. What was read is told where it decided something, so that it can be decided again.
 */
final class PartnerGate {

    static final String NO_PARTNER = "No partner is connected";

    private final Passage passage;

    PartnerGate(Passage passage) {
        this.passage = passage;
    }

    /** Whether nobody was chosen or invited yet. */
    static boolean isUnconnected(RecipientStep step) {
        return step.partnership().filter(p -> p.connectionId().isEmpty()).isPresent();
    }

    /**
     * Why the recipient cannot have a lead now, which is told.
     *
     * @return never {@link Standing.Open}; empty when it can
     */
    Optional<Standing> shut(RecipientStep step) {
        if (isUnconnected(step)) {
            return Optional.of(new Standing.NotYet(NO_PARTNER));
        }
        Optional<UUID> id = step.partnership().flatMap(Partnership::connectionId);
        Optional<Standing> standing =
                id.map(one -> Standing.of(passage.readings.connection(one)))
                        .filter(one -> !(one instanceof Standing.Open));
        if (standing.isPresent()) {
            tell(step);
        }
        return standing;
    }

    /** Tells what is known of the recipient's connection; nothing for one without. */
    void tell(RecipientStep step) {
        step.partnership()
                .flatMap(Partnership::connectionId)
                .map(id -> new ConnectionRead(step.id(), id, known(id)))
                .ifPresent(passage.tale::add);
    }

    private Optional<Connection> known(UUID id) {
        return passage.readings.connection(id);
    }
}

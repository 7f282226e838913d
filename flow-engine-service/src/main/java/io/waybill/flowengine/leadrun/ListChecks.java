package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.DuplicateCheck;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.definition.ListCheck;
import io.waybill.flowengine.leadrun.LeadRunEvent.Counted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.ListChecked;
import java.util.Optional;

/** Looks a lead up before it is accepted: among those that came before, and in lists. */
final class ListChecks {

    static final String DUPLICATE = "Duplicate";
    static final String LISTED = "Suppressed";

    private final Passage passage;
    private final Lead lead;

    ListChecks(Passage passage) {
        this.passage = passage;
        this.lead = passage.tale.progress().lead();
    }

    /**
     * Makes the checks in their order, and tells what they find, until one refuses the lead.
     *
     * @return the refusal
     */
    Optional<LeadRefused> refusal() {
        for (ListCheck check : passage.flow.definition().listChecks()) {
            boolean found =
                    switch (check) {
                        case ListCheck.Duplicate duplicate -> isDuplicate(duplicate.check());
                        case ListCheck.Membership membership -> isListed(membership);
                    };
            if (found && check.refuses()) {
                String usual = check instanceof ListCheck.Duplicate ? DUPLICATE : LISTED;
                String reason = Admission.rendered(check.reason(), passage.vars()).orElse(usual);
                return Optional.of(new LeadRefused(check.key(), "", reason));
            }
        }
        return Optional.empty();
    }

    /** Test leads are neither known nor compared. */
    boolean isDuplicate(DuplicateCheck check) {
        if (lead.test()) {
            return false;
        }
        Optional<DuplicateEvent> event =
                check.check(
                        passage.vars(),
                        new DuplicateCheck.Subject(
                                lead.id(),
                                lead.flowId(),
                                passage.flow.accountId(),
                                passage.readings.now()),
                        passage.readings);
        event.map(Counted::new).ifPresent(passage.tale::add);
        return event.filter(DuplicateEvent.DuplicateFound.class::isInstance).isPresent();
    }

    private boolean isListed(ListCheck.Membership check) {
        String value = check.value().renderText(passage.vars());
        Optional<Readings.Listed> listed = passage.readings.listed(check.listId(), value);
        passage.tale.add(
                new ListChecked(
                        check.key(),
                        check.listId(),
                        listed.isPresent(),
                        listed.flatMap(Readings.Listed::value)));
        return listed.isPresent();
    }
}

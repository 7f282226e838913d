package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.DuplicateCheck;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.definition.Enhancement;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.ListCheck;
import io.waybill.flowengine.leadrun.LeadRunEvent.Counted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.ListChecked;
import io.waybill.language.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
                String reason = Admission.rendered(check.reason(), passage).orElse(usual);
                return Optional.of(new LeadRefused(check.key(), "", reason));
            }
        }
        return Optional.empty();
    }

    /** Test leads are neither known nor compared; a lead is no duplicate of its own runs. */
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
                        new OfOthers(passage.readings, lead.earlier()));
        event.map(Counted::new).ifPresent(passage.tale::add);
        return event.filter(DuplicateEvent.DuplicateFound.class::isInstance).isPresent();
    }

    /** What the enhancement appends; a duplicate is a failure of its step. */
    Map<String, Object> duplicate(DuplicateCheck check) {
        boolean found = isDuplicate(check);
        Map<String, Object> result = result(found, DUPLICATE);
        result.put(LeadRunEvent.FOUND, found);
        result.put(LeadRunEvent.IS_DUPLICATE, found);
        passage.tale
                .progress()
                .results()
                .getOrDefault(LeadRunEvent.CHECK + check.key(), Map.of())
                .forEach(result::putIfAbsent);
        return result;
    }

    /** What the enhancement appends; a value that must not be sold is a failure of its step. */
    Map<String, Object> suppressed(Enhancement.Suppression kind) {
        boolean found = listed(kind.listId(), kind.value()).isPresent();
        Map<String, Object> result = result(found, LISTED);
        result.put(LeadRunEvent.FOUND, found);
        return result;
    }

    /** What the enhancement appends; a value that is not in the list is a failure of its step. */
    Map<String, Object> lookedUp(Enhancement.ListLookup kind) {
        Optional<Readings.Listed> listed = listed(kind.listId(), kind.value());
        Optional<Object> value =
                listed.isPresent()
                        ? listed.get().value().map(Object.class::cast)
                        : kind.otherwise();
        Map<String, Object> result =
                result(listed.isEmpty() && value.isEmpty(), "The list has no entry for the value");
        value.ifPresent(known -> result.put("value", known));
        result.put(LeadRunEvent.FOUND, listed.isPresent());
        return result;
    }

    private Optional<Readings.Listed> listed(UUID listId, Template value) {
        return passage.readings.listed(listId, value.renderText(passage.vars()));
    }

    private static Map<String, Object> result(boolean failed, String reason) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("outcome", (failed ? LeadOutcome.FAILURE : LeadOutcome.SUCCESS).word());
        if (failed) {
            result.put("reason", reason);
        }
        return result;
    }

    private boolean isListed(ListCheck.Membership check) {
        Optional<Readings.Listed> listed = listed(check.listId(), check.value());
        passage.tale.add(
                new ListChecked(
                        check.key(),
                        check.listId(),
                        listed.isPresent(),
                        listed.flatMap(Readings.Listed::value)));
        return listed.isPresent();
    }
}

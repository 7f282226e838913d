package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.Caps;
import io.waybill.flowengine.definition.Acceptance;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.definition.OpeningHours;
import io.waybill.flowengine.definition.Pricing;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.language.Evaluation;
import io.waybill.language.Template;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a lead has to pass before its first step, in this order: list checks, acceptance criteria,
 * hours of operation, each of the flow and then of the source, the price that the source gets, and
 * caps.
 */
final class Admission {

    static final String ACCEPTANCE = "acceptance";
    static final String HOURS = "hours";
    static final String CAP = "cap";

    private final Passage passage;
    private final Lead lead;
    private final Optional<SourceDefinition> source;

    private Admission(Passage passage) {
        this.passage = passage;
        this.lead = passage.tale.progress().lead();
        this.source = passage.flow.definition().source(lead.sourceId());
    }

    /** Accepts the lead, or refuses and completes it. */
    static void of(Passage passage) {
        Admission admission = new Admission(passage);
        new ListChecks(passage)
                .refusal()
                .or(admission::refusal)
                .ifPresentOrElse(refused -> refuse(passage.tale, refused), admission::accept);
    }

    /** Accepts the lead if there is room for it at its price. */
    private void accept() {
        if (lead.earlier().sold()) {
            // Its source is paid, and it stands in the caps of flow and source already.
            passage.tale.add(new LeadAccepted(Tale.NOTHING));
            return;
        }
        BigDecimal price = price();
        if (!passage.tale.progress().uncertain().isEmpty()) {
            // A buyer may have it: the run that handed it over keeps its place in these caps.
            passage.tale.add(new LeadAccepted(price));
            return;
        }
        CapKeeper keeper = new CapKeeper(passage);
        Caps.Answer caps = keeper.ask(price);
        keeper.tell(caps);
        switch (caps) {
            case Caps.Answer.Taken _ -> passage.tale.add(new LeadAccepted(price));
            case Caps.Answer.Reached reached ->
                    refuse(passage.tale, new LeadRefused(CAP, reached.cap(), reached.reason()));
        }
    }

    static void refuse(Tale tale, LeadRefused refused) {
        tale.add(refused);
        tale.complete(
                LeadOutcome.FAILURE, Optional.of(refused.check()), Optional.of(refused.reason()));
    }

    /** The first check that the lead does not pass. */
    Optional<LeadRefused> refusal() {
        return criteria(passage.flow.definition().acceptance())
                .or(() -> source.flatMap(from -> criteria(from.acceptance())))
                .or(() -> passage.flow.definition().hours().flatMap(this::outside))
                .or(() -> source.flatMap(SourceDefinition::hours).flatMap(this::outside));
    }

    /** What the source gets for the lead if it ends in success. */
    private BigDecimal price() {
        Pricing pricing =
                source.flatMap(SourceDefinition::purchasePrice)
                        .orElseGet(passage.flow.definition()::purchasePrice);
        return pricing.price(passage.vars());
    }

    private Optional<LeadRefused> criteria(Acceptance acceptance) {
        Vars vars = passage.vars();
        return acceptance
                .criteria()
                .map(rules -> rules.evaluate(vars))
                .filter(evaluation -> !evaluation.pass())
                .map(failed -> refused(ACCEPTANCE, failed, reason(acceptance.reason(), failed)));
    }

    private Optional<LeadRefused> outside(OpeningHours hours) {
        if (hours.isOpen(lead.receivedAt(), passage.flow.zone())) {
            return Optional.empty();
        }
        String reason = rendered(hours.reason(), passage).orElse(OpeningHours.CLOSED);
        return Optional.of(new LeadRefused(HOURS, "", reason));
    }

    private String reason(Optional<Template> own, Evaluation failed) {
        return rendered(own, passage).orElseGet(failed::sentence);
    }

    private static LeadRefused refused(String check, Evaluation failed, String reason) {
        return new LeadRefused(check, failed.deciding(), reason);
    }

    /** The owner's own words, where there are any. */
    static Optional<String> rendered(Optional<Template> template, Passage passage) {
        return template.map(reason -> reason.renderText(passage.shown()))
                .filter(text -> !text.isBlank());
    }
}

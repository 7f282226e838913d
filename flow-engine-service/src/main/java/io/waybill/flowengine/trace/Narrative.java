package io.waybill.flowengine.trace;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.ConnectionRead;
import io.waybill.flowengine.leadrun.LeadRunEvent.Counted;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.ListChecked;
import io.waybill.flowengine.leadrun.LeadRunEvent.LookupRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.NobodyChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepKept;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import io.waybill.flowengine.leadrun.Scored;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Events as sentences. */
final class Narrative {

    private final DefinitionParts parts;
    private final CounterNarrative counters;

    Narrative(DefinitionParts parts) {
        this.parts = parts;
        this.counters = new CounterNarrative(parts);
    }

    String of(LeadRunEvent event) {
        return switch (event) {
            case LeadReceived _ -> "The lead came in";
            case LeadAccepted e -> "The lead was accepted at a price of " + amount(e.price());
            case LeadRefused e -> "The lead was refused by " + e.check() + ": " + e.reason();
            case FilterPassed e -> step(e.stepId()) + " let the lead pass";
            case FilterStopped e ->
                    step(e.stepId())
                            + " stopped the lead with "
                            + e.outcome().word()
                            + because(e.reason());
            case StepSkipped e ->
                    step(e.stepId())
                            + " was passed over ("
                            + e.skip().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ")"
                            + because(e.reason());
            case DataAppended e -> step(e.stepId()) + " came to a result";
            case LookupRequested e -> step(e.stepId()) + " asked outside";
            case RecipientChosen e -> chosen(e);
            case NobodyChosen e -> step(e.stepId()) + " had nobody to give the lead to";
            case ConnectionRead e -> "The connection of " + step(e.stepId()) + " was looked at";
            case DeliveryRequested e ->
                    "The lead was handed to " + step(e.stepId()) + " at " + amount(e.salePrice());
            case StepSettled e ->
                    step(e.stepId())
                            + " ended in "
                            + e.settlement().outcome().word()
                            + because(e.settlement().reason());
            case StepKept e -> kept(e);
            case LeadCompleted e -> "The lead ended in " + e.outcome().word() + because(e.reason());
            case LeadClosed _ -> "All deliveries are concluded";
            case SaleReconciled e -> reconciled(e);
            case ListChecked e ->
                    "The check "
                            + e.check()
                            + (e.found() ? " found the lead in its list" : " found nothing");
            case Counted(CounterEvent counted) -> counters.of(counted);
        };
    }

    private String reconciled(SaleReconciled event) {
        return step(event.stepId())
                + (event.success()
                        ? " had sold the lead after all, for " + amount(event.revenue())
                        : " had not sold the lead");
    }

    private String kept(StepKept event) {
        return step(event.stepId())
                + " was not repeated: an earlier run ended in "
                + event.kept().outcome().word()
                + (event.kept().certain() ? "" : ", not certain");
    }

    private String chosen(RecipientChosen event) {
        return step(event.stepId())
                + " chose \""
                + parts.name(event.recipientId())
                + "\""
                + event.scored().map(Narrative::score).orElse("");
    }

    private static String score(Scored scored) {
        List<String> parts =
                scored.parts().stream()
                        .map(part ->
                                part.part().replace('_', ' ')
                                        + " "
                                        + amount(part.points())
                                        + (part.neutral() ? " (no history yet)" : ""))
                        .toList();
        return " with a score of "
                + amount(scored.score())
                + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
                + scored.segment().map(name -> " \"" + name + "\"").orElse("");
    }

    private String step(String id) {
        return "Step \"" + parts.name(id) + "\"";
    }

    private static String because(Optional<String> reason) {
        return reason.map(text -> ": " + text).orElse("");
    }

    static String amount(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale())).toPlainString();
    }
}

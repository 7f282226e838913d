package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.Caps;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.Pricing;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes room for a lead in the caps of its flow and source, and of the steps that sell it. */
final class CapKeeper {

    private final Passage passage;
    private final Lead lead;

    CapKeeper(Passage passage) {
        this.passage = passage;
        this.lead = passage.tale.progress().lead();
    }

    /**
     * What the caps of the flow and then of the source say; nothing is told yet.
     *
     * @param price what the source gets if the lead ends in success
     */
    Caps.Answer ask(BigDecimal price) {
        FlowDefinition flow = passage.flow.definition();
        List<Caps.Scoped> scopes = new ArrayList<>();
        scopes.add(new Caps.Scoped(CapScope.flow(lead.flowId()), flow.caps()));
        flow.source(lead.sourceId())
                .map(SourceDefinition::caps)
                .map(caps -> new Caps.Scoped(CapScope.source(lead.flowId(), lead.sourceId()), caps))
                .ifPresent(scopes::add);
        return ask(
                scopes,
                passage.vars().with("price", price),
                Optional.of(price),
                () -> passage.shown().with("price", price));
    }

    /**
     * Takes room for a hand-over, and tells it.
     *
     * @return the reason why there is none
     */
    Optional<String> take(RecipientStep step) {
        if (step.caps().isEmpty()) {
            return Optional.empty();
        }
        Vars vars = passage.vars();
        // Only the reply tells such a price: the most that it can come to has to fit.
        Optional<BigDecimal> price =
                step.salePrice() instanceof Pricing.FromReply named
                        ? named.most()
                        : Optional.of(step.salePrice().price(vars));
        Caps.Answer answer = ask(List.of(of(step)), vars, price, passage::shown);
        tell(answer);
        return answer instanceof Caps.Answer.Reached reached
                ? Optional.of(reached.reason())
                : Optional.empty();
    }

    /** What part of a recipient's caps is left, from 0 to 1; all of it where it has none. */
    BigDecimal free(RecipientStep step) {
        return step.caps().isEmpty()
                ? BigDecimal.ONE
                : passage.readings.free(step.id()).orElseGet(() -> counted(step));
    }

    private BigDecimal counted(RecipientStep step) {
        return Caps.free(
                of(step),
                asked(passage.vars(), Optional.empty(), passage::shown),
                passage.readings);
    }

    private Caps.Scoped of(RecipientStep step) {
        return new Caps.Scoped(CapScope.step(lead.flowId(), step.id()), step.caps());
    }

    private Caps.Ask asked(Vars vars, Optional<BigDecimal> money, Supplier<Vars> shown) {
        return new Caps.Ask(passage.readings.now(), passage.flow.zone(), vars, money, shown);
    }

    void tell(Caps.Answer answer) {
        answer.events().forEach(event -> passage.tale.add(new LeadRunEvent.Counted(event)));
    }

    /**
     * Test leads are outside.
     *
     * @param shown what the reason may show
     */
    private Caps.Answer ask(
            List<Caps.Scoped> scopes, Vars vars, Optional<BigDecimal> money, Supplier<Vars> shown) {
        if (lead.test() || scopes.stream().allMatch(scoped -> scoped.caps().isEmpty())) {
            return new Caps.Answer.Taken(List.of());
        }
        return Caps.take(scopes, asked(vars, money, shown), passage.readings);
    }
}

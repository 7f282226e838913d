package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps whose spend caps cannot be exact: the price is not known before the reply, and nothing says
 * what it is at most, so that leads that are under way at the same time can exceed the cap
 * together.
 */
public final class UnboundSpend {

    private UnboundSpend() {}

    /** What is wrong with it when such a flow is deployed. */
    public static List<Flaw> flaws(FlowDefinition definition) {
        List<Flaw> flaws = new ArrayList<>();
        List<Step> steps = definition.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof RecipientStep recipient) {
                check(recipient, "steps[" + i + "]", flaws);
            } else if (steps.get(i) instanceof RoutingStep routing) {
                for (int r = 0; r < routing.candidates().size(); r++) {
                    check(
                            routing.candidates().get(r).recipient(),
                            "steps[" + i + "].recipients[" + r + "]",
                            flaws);
                }
            }
        }
        return flaws;
    }

    private static void check(RecipientStep step, String field, List<Flaw> flaws) {
        if (step.salePrice() instanceof Pricing.FromReply price
                && price.most().isEmpty()
                && limitsSpend(step.caps())) {
            flaws.add(
                    new Flaw(
                            field + ".sale_price.maximum",
                            "Step \""
                                    + step.name()
                                    + "\": a spend cap needs the most that the reply can name"));
        }
    }

    private static boolean limitsSpend(List<Cap> caps) {
        return caps.stream()
                .anyMatch(cap -> cap.measure() == Cap.Measure.SPEND || limitsSpend(cap.nested()));
    }
}

package io.waybill.partner.subscription;

import io.waybill.eventsourcing.Decision;

/**
 * An account's subscription. Until it changes for the first time it follows from what the account
 * was opened for.
 */
public record Subscription(Plan plan) {

    /** The only product so far. */
    public static final String PRODUCT = "leads";

    /** It is another plan from now on. */
    public record PlanChanged(Plan plan) {}

    /** Why a plan is not changed; nothing is recorded. */
    public enum Refusal {}

    /** Who sells pays; who only buys does not. */
    public static Subscription atOpening(boolean sells) {
        return new Subscription(sells ? Plan.PAID : Plan.FREE);
    }

    /** Changing to the plan that it is already is no error and changes nothing. */
    public Decision<PlanChanged, Refusal> change(Plan wanted) {
        return wanted == plan ? Decision.accepted() : Decision.accepted(new PlanChanged(wanted));
    }

    public Subscription evolve(PlanChanged event) {
        return new Subscription(event.plan());
    }
}

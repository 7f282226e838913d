package io.waybill.partner.subscription.http;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.subscription.Plan;
import io.waybill.partner.subscription.Subscription;
import io.waybill.partner.subscription.store.SubscriptionStore;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** What the caller's own account may use. */
@Path("/api/accounts/current/subscription")
@Managed
final class SubscriptionResource {

    private final SubscriptionStore subscriptions;
    private final Caller caller;

    SubscriptionResource(SubscriptionStore subscriptions, Caller caller) {
        this.subscriptions = subscriptions;
        this.caller = caller;
    }

    record Wish(@Nullable String plan) {}

    record SubscriptionBody(String product, String plan) {
        static SubscriptionBody of(Plan plan) {
            return new SubscriptionBody(Subscription.PRODUCT, plan.text());
        }
    }

    @GET
    public Uni<SubscriptionBody> get() {
        return subscriptions.plan(caller.accountId()).map(SubscriptionBody::of);
    }

    /** Changes the plan; to the one that it is already is no error. */
    @PUT
    @AnyRole
    public Uni<SubscriptionBody> change(@Nullable Wish wish) {
        if (caller.role() != Role.OWNER && caller.role() != Role.BILLING) {
            throw new ProblemException(
                    RequestProblem.NOT_ALLOWED,
                    "The plan is changed by an owner or by somebody who does the billing.");
        }
        Plan plan =
                Plan.of(wish == null || wish.plan == null ? "" : wish.plan.strip())
                        .orElseThrow(() ->
                                ProblemException.invalid("plan", "is not one of paid, free, none"));
        return subscriptions
                .change(caller.accountId(), plan, Author.of(caller.actor()))
                .map(SubscriptionBody::of);
    }
}

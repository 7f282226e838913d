package io.waybill.delivery.settling.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.store.Interventions.Answer;
import io.waybill.servicekit.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Work that holds a connection, off the event loop. */
public final class Work {

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private Work() {}

    public interface OnDatabase<T> {
        T run() throws SQLException;
    }

    public static <T> Uni<T> off(OnDatabase<T> work) {
        return Uni.createFrom().item(Unchecked.supplier(work::run)).runSubscriptionOn(THREADS);
    }

    public static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.notFound(what);
        }
    }

    /** Throws what the caller is told where it was not done. */
    static void checkDone(Answer answer) {
        switch (answer) {
            case Answer.Done _ -> {}
            case Answer.Unknown _ -> throw ProblemException.notFound("delivery");
            case Answer.Refused(Refusal refusal) -> throw told(refusal);
        }
    }

    private static ProblemException told(Refusal refusal) {
        return switch (refusal) {
            case ALREADY_TAKEN ->
                    new ProblemException(DeliveryProblem.DELIVERY_TAKEN, "The buyer has the lead.");
            case DELIVERED_ANEW ->
                    new ProblemException(
                            DeliveryProblem.DELIVERED_ANEW,
                            "A later run of this lead delivers it; look at that delivery.");
            case ALREADY_KNOWN ->
                    new ProblemException(
                            DeliveryProblem.DELIVERY_KNOWN,
                            "It is known already what became of this delivery.");
            case MAY_BE_ELSEWHERE ->
                    new ProblemException(
                            DeliveryProblem.DELIVERY_MAY_BE_ELSEWHERE,
                            "Only one buyer may get this lead, and another may have it by now.");
            case NOTHING_TO_DELIVER ->
                    new ProblemException(
                            DeliveryProblem.NOTHING_TO_DELIVER,
                            "This delivery hands nothing over, or is not kept any more.");
            case ALREADY_SENDING, NOTHING_IN_FLIGHT, ANOTHER_ATTEMPT_IN_FLIGHT, NOT_DUE_YET ->
                    new ProblemException(
                                    DeliveryProblem.DELIVERY_BEING_SENT,
                                    "An attempt is on its way; try again when it has ended.")
                            .retryAfter(COME_BACK);
            case NEVER_REQUESTED,
                    ALREADY_ACCEPTED,
                    TIME_LEFT,
                    NO_TIME_LEFT,
                    ALREADY_SETTLED,
                    NOT_SETTLED ->
                    new ProblemException(
                            DeliveryProblem.DELIVERY_NOT_SETTLED,
                            "The delivery is still under way.");
        };
    }
}

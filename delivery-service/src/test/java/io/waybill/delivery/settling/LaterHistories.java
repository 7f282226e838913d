package io.waybill.delivery.settling;

import static io.waybill.delivery.settling.Histories.BROKEN;
import static io.waybill.delivery.settling.Histories.DEADLINE;
import static io.waybill.delivery.settling.Histories.READ;
import static io.waybill.delivery.settling.Histories.T0;
import static io.waybill.delivery.settling.Histories.settled;

import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.RedeliveryPlanned;
import io.waybill.delivery.settling.Terms.Further;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Deliveries whose step has its outcome. */
final class LaterHistories {

    static final String ITSELF = "service:delivery";
    static final String SOMEBODY = "user:0199a1f0-0000-7000-8000-000000000005";
    static final Instant OLD = T0.plus(Duration.ofHours(2));
    static final Instant DUE = DEADLINE.plusSeconds(1);
    static final RetryPolicy PATIENT =
            new RetryPolicy(
                    EnumSet.of(AttemptOutcome.ERROR, AttemptOutcome.UNANSWERED),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofHours(2));
    static final Terms SAFE = terms(true, Further.ALWAYS);
    static final Terms UNSAFE = terms(false, Further.ALWAYS);

    private LaterHistories() {}

    static Terms terms(boolean repeatSafe, Further further) {
        return new Terms(DEADLINE, repeatSafe, PATIENT, OLD, further);
    }

    static List<DeliveryEvent> sent(Terms terms) {
        return List.of(new DeliveryAccepted(terms), new AttemptStarted(1));
    }

    static List<DeliveryEvent> failed(Terms terms) {
        List<DeliveryEvent> history = new ArrayList<>(sent(terms));
        history.add(new AttemptEnded(1, BROKEN, null));
        history.add(settled(StepOutcome.ERROR, true, 1));
        return history;
    }

    static List<DeliveryEvent> planned(Terms terms, AttemptResult first) {
        List<DeliveryEvent> history = new ArrayList<>(sent(terms));
        history.add(new AttemptEnded(1, first, DUE));
        history.add(settled(StepOutcome.ERROR, false, 1));
        history.add(
                new RedeliveryPlanned(
                        DUE, OLD, first.outcome() == AttemptOutcome.UNANSWERED, ITSELF));
        return history;
    }

    static List<DeliveryEvent> sentLater(Terms terms, AttemptResult first) {
        List<DeliveryEvent> history = new ArrayList<>(planned(terms, first));
        history.add(new AttemptStarted(2));
        return history;
    }

    static AttemptResult asking(Duration pause) {
        return new AttemptResult(
                AttemptOutcome.ERROR,
                503,
                Duration.ofMillis(20),
                "said the buyer",
                READ.askingFor(pause),
                AttemptResult.Exchange.NONE);
    }
}

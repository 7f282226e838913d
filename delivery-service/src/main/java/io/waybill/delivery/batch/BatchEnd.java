package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.language.Retry;
import java.time.Duration;

/** What follows from an attempt to hand a batch over. */
public sealed interface BatchEnd {

    /** It is tried again, as the same batch under the same name. */
    record Again(Duration pause) implements BatchEnd {}

    /**
     * It has its end.
     *
     * @param certain false where the receiver may have it all the same
     */
    record Concluded(boolean taken, boolean refused, boolean certain) implements BatchEnd {}

    /**
     * @param attempts made so far, this one included
     */
    static BatchEnd after(Destination destination, AttemptResult result, int attempts) {
        return switch (result.outcome()) {
            case SUCCESS -> new Concluded(true, false, true);
            case FAILURE -> new Concluded(false, true, true);
            case ERROR, UNANSWERED ->
                    mayRepeat(destination, result) && attempts < destination.retry().attempts()
                            ? new Again(pause(destination.retry(), attempts))
                            : new Concluded(false, false, result.outcome() == AttemptOutcome.ERROR);
        };
    }

    /**
     * Whether one of which nothing is known may go out again: a file has its name, under which it
     * is found; others have to recognise the key.
     */
    static boolean isRepeatable(Destination destination) {
        return switch (destination.transport()) {
            case Transport.Sftp _, Transport.Ftp _ -> true;
            case Transport.Http _, Transport.Mail _ -> destination.repeatSafe();
        };
    }

    private static boolean mayRepeat(Destination destination, AttemptResult result) {
        return !result.reached() || isRepeatable(destination);
    }

    private static Duration pause(Retry retry, int attempts) {
        Duration pause = retry.first();
        for (int i = 1; i < attempts && pause.compareTo(retry.ceiling()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(retry.ceiling()) > 0 ? retry.ceiling() : pause;
    }
}

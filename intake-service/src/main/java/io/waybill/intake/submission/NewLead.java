package io.waybill.intake.submission;

import io.waybill.intake.flows.SubmissionTarget;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A submission with what only the edge may decide: identity, time and the random number that later
 * decisions draw on. The engine invents none of these, so that it can decide the lead again.
 *
 * @param ip address that the call came from, where it is known
 * @param correlationId one per call, by which its answer finds back
 * @param hops how often it has come out of another flow over a connection
 * @param method and query tell, with the fields, a repeated call from another under the same key
 */
public record NewLead(
        Stamp stamp,
        SubmissionTarget target,
        Submission submission,
        Optional<String> ip,
        Optional<String> idempotencyKey,
        String methodAndQuery,
        Purpose purpose,
        int hops) {

    /** What a source calls for. */
    public enum Purpose {
        /** The lead is handed over. */
        SUBMIT,
        /** The source asks what it would get; no lead is made. */
        PING
    }

    /** Identity, time and chance of one lead; {@code random} lies in 0 to 2^53-1. */
    public record Stamp(UUID leadId, UUID correlationId, Instant receivedAt, long random) {}

    /** A test only where the source may send tests. */
    public boolean test() {
        return submission.test() && target.source().mayTest();
    }
}

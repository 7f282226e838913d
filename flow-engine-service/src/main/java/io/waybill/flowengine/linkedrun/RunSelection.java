package io.waybill.flowengine.linkedrun;

import io.waybill.flowengine.definition.LeadOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which leads are to run again, and how.
 *
 * @param leads ids of leads or of runs of them; empty where a filter selects
 * @param ownVersion on the version of its newest run; false: on the live one
 * @param repeatUncertain whether deliveries that ended without an answer are made again
 * @param returnedBy the step whose buyer has given the lead back
 */
public record RunSelection(
        List<UUID> leads,
        Optional<Filter> filter,
        boolean ownVersion,
        boolean repeatUncertain,
        Optional<String> returnedBy) {

    /** How many leads a call may name. */
    public static final int MOST_NAMED = 1_000;

    /** How many runs one call makes; the rest is for the next. */
    public static final int MOST_MADE = 10_000;

    public RunSelection {
        leads = List.copyOf(leads);
    }

    /** A lead that a buyer has given back, for the next buyers of the live version. */
    public static RunSelection ofReturned(UUID lead, String stepId) {
        return new RunSelection(List.of(lead), Optional.empty(), false, false, Optional.of(stepId));
    }

    /**
     * @param outcome of the newest run of a lead
     * @param from when the lead came first, inclusive
     * @param until exclusive
     * @param continueFrom the last lead that an earlier request with the same filter looked at
     */
    public record Filter(
            UUID flowId,
            Optional<UUID> sourceId,
            Optional<LeadOutcome> outcome,
            Instant from,
            Instant until,
            Optional<UUID> continueFrom) {

        /** Ids are minted a moment before or after the time that a lead is said to have come. */
        private static final Duration SLACK = Duration.ofMinutes(1);

        /** An id that is less than those of all leads that are still to be looked at. */
        public UUID after() {
            UUID first = firstOf(from.minus(SLACK));
            return continueFrom.filter(last -> isLess(first, last)).orElse(first);
        }

        /** An id that is greater than those of all leads of the time. */
        public UUID before() {
            return firstOf(until.plus(SLACK));
        }

        /** In the order of the database, which knows no signs. */
        private static boolean isLess(UUID one, UUID other) {
            int high =
                    Long.compareUnsigned(
                            one.getMostSignificantBits(), other.getMostSignificantBits());
            return high < 0
                    || (high == 0
                            && Long.compareUnsigned(
                                            one.getLeastSignificantBits(),
                                            other.getLeastSignificantBits())
                                    < 0);
        }

        boolean isOf(RecordedRun first) {
            return first.lead().earlier().ids().isEmpty()
                    && first.lead().flowId().equals(flowId)
                    && sourceId.filter(id -> !id.equals(first.lead().sourceId())).isEmpty()
                    && !first.lead().receivedAt().isBefore(from)
                    && first.lead().receivedAt().isBefore(until);
        }

        boolean isOutcome(RecordedRun newest) {
            return outcome.isEmpty() || outcome.equals(newest.outcome());
        }
    }

    /**
     * Whether a lead's first run is one of a selection by filter; always, where leads are named.
     */
    public boolean takes(RecordedRun first) {
        return filter.isEmpty() || filter.get().isOf(first);
    }

    /** Whether a lead is taken that has come this far. */
    public boolean takesAt(RecordedRun newest) {
        return filter.isEmpty() || filter.get().isOutcome(newest);
    }

    /** The least id that is minted at a time; ids are ordered by time. */
    public static UUID firstOf(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }

    /** As it is read by {@link RunSelectionReader}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!leads.isEmpty()) {
            json.put("lead_ids", leads.stream().map(UUID::toString).toList());
        }
        filter.ifPresent(f -> {
            json.put("flow_id", f.flowId().toString());
            f.sourceId().ifPresent(id -> json.put("source_id", id.toString()));
            f.outcome().ifPresent(outcome -> json.put("outcome", outcome.word()));
            json.put("received_from", f.from().toString());
            json.put("received_until", f.until().toString());
            f.continueFrom().ifPresent(last -> json.put("continue_from", last.toString()));
        });
        json.put("version", ownVersion ? "own" : "live");
        json.put("repeat_uncertain", repeatUncertain);
        returnedBy.ifPresent(step -> json.put("returned_by", step));
        return json;
    }
}

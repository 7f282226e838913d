package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.partner.Connection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened to a lead. Reasons are free text and never show in {@code toString}. */
public sealed interface LeadRunEvent {

    /** Before the key of a check, among the results of steps. */
    String CHECK = "check/";

    String FOUND = "found";
    String IS_DUPLICATE = "is_duplicate";

    /** Whether it adds to what rules and templates of later steps read. */
    default boolean appends() {
        return this instanceof LeadReceived
                || this instanceof LeadAccepted
                || this instanceof StepSkipped
                || this instanceof DataAppended
                || this instanceof ListChecked
                || (this instanceof Counted counted && counted.result().isPresent())
                || this instanceof StepSettled
                || this instanceof StepKept;
    }

    /**
     * @param mapped what the lead holds after its source's mappings; empty when they change nothing
     */
    record LeadReceived(
            Lead lead, Optional<String> idempotencyKeyHash, Optional<Map<String, Object>> mapped)
            implements LeadRunEvent {

        /** The lead as its steps read it. */
        Lead asMapped() {
            return mapped.map(lead::withData).orElse(lead);
        }

        @Override
        public String toString() {
            return "LeadReceived[" + lead + "]";
        }
    }

    /**
     * @param price what the source gets if the lead ends in success
     */
    record LeadAccepted(BigDecimal price) implements LeadRunEvent {}

    /**
     * @param check which check it did not pass, as {@code acceptance} or {@code hours}
     * @param rule path of the first failing rule; empty where no rule decided it
     */
    record LeadRefused(String check, String rule, String reason) implements LeadRunEvent {
        @Override
        public String toString() {
            return "LeadRefused[" + check + ", " + rule + "]";
        }
    }

    /** What happened to the counters of the lane, for this lead. */
    record Counted(CounterEvent event) implements LeadRunEvent {

        /** What rules and templates read of a check for duplicates. */
        Optional<Map<String, Object>> result() {
            return event instanceof DuplicateEvent check
                    ? DuplicateResult.of(check)
                    : Optional.empty();
        }

        /** By what the result is kept. */
        String resultId() {
            return event instanceof DuplicateEvent check ? DuplicateResult.id(check) : "";
        }
    }

    /**
     * A list was asked for a value of the lead before it was accepted.
     *
     * @param value what the list holds for it
     */
    record ListChecked(String check, UUID listId, boolean found, Optional<String> value)
            implements LeadRunEvent {

        /** What rules and templates read. */
        Map<String, Object> result() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(FOUND, found);
            value.ifPresent(text -> result.put("value", text));
            return result;
        }

        String resultId() {
            return CHECK + check;
        }

        @Override
        public String toString() {
            return "ListChecked[" + check + ", " + found + "]";
        }
    }

    record FilterPassed(String stepId) implements LeadRunEvent {}

    /**
     * @param rule path of the first matching rule
     */
    record FilterStopped(String stepId, String rule, LeadOutcome outcome, Optional<String> reason)
            implements LeadRunEvent {
        @Override
        public String toString() {
            return "FilterStopped[" + stepId + ", " + rule + ", " + outcome + "]";
        }
    }

    record StepSkipped(String stepId, Skip skip, Optional<String> reason) implements LeadRunEvent {

        /** The form in which rules and templates of later steps read it. */
        Map<String, Object> result() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("outcome", "skip");
            reason.ifPresent(text -> result.put("reason", text));
            return result;
        }

        @Override
        public String toString() {
            return "StepSkipped[" + stepId + ", " + skip + "]";
        }
    }

    /**
     * A step came to a result that later steps may read.
     *
     * @param eventId the look-up that brought it, where one was asked for
     * @param data its {@code outcome}, and whatever else the step found
     */
    record DataAppended(String stepId, Optional<UUID> eventId, Map<String, Object> data)
            implements LeadRunEvent {
        @Override
        public String toString() {
            return "DataAppended[" + stepId + "]";
        }
    }

    /** Delivery was asked to look something up for the lead; nothing is sold. */
    record LookupRequested(String stepId, UUID eventId, Duration settleWithin)
            implements LeadRunEvent {}

    /**
     * A routing step chose the recipient that has its turn now.
     *
     * @param rank 1 for the first that has its turn
     * @param shares how much each recipient was short of its share before, in billionths of a lead,
     *     where that decided
     * @param parts how much of this lead was due to each that could take it, likewise
     * @param scored what it came to, where recipients are chosen by score
     * @param others the recipients that were considered and come later or not at all
     */
    record RecipientChosen(
            String stepId,
            String recipientId,
            int rank,
            Map<String, Long> shares,
            Map<String, Long> parts,
            Optional<Scored> scored,
            List<Considered> others)
            implements LeadRunEvent {}

    /**
     * A routing step that weighs what its lane knows had nobody to give the lead to.
     *
     * @param others the recipients that were considered
     */
    record NobodyChosen(String stepId, List<Considered> others) implements LeadRunEvent {}

    /**
     * Why a recipient was not chosen.
     *
     * @param code {@code later}, {@code disabled}, {@code criteria}, {@code not_connected}, {@code
     *     invalid_buyer}, {@code floor} or {@code cap}
     * @param reason the same in words, where there are any
     * @param scored what it came to, where recipients are chosen by score
     */
    record Considered(
            String recipientId, String code, Optional<String> reason, Optional<Scored> scored) {
        @Override
        public String toString() {
            return "Considered[" + recipientId + ", " + code + "]";
        }
    }

    /**
     * What the lane knew of the connection of a Buyer Step when its turn came.
     *
     * @param connection empty where the account has none of that id
     */
    record ConnectionRead(String stepId, UUID connectionId, Optional<Connection> connection)
            implements LeadRunEvent {}

    /**
     * @param salePrice what the buyer pays on success; the fallback where the reply names it
     * @param priceFromReply true when the buyer's reply names the price
     */
    record DeliveryRequested(
            String stepId,
            UUID eventId,
            Duration settleWithin,
            BigDecimal salePrice,
            boolean priceFromReply)
            implements LeadRunEvent {}

    /**
     * @param eventId the delivery that came to this; of one that was never asked for, since the
     *     buyer's account cannot be used, what it would have been
     * @param revenue the sale price on success, else 0
     */
    record StepSettled(String stepId, UUID eventId, Settlement settlement, BigDecimal revenue)
            implements LeadRunEvent {}

    /**
     * What an earlier run of the lead had settled stands; nothing is delivered and nobody is
     * charged for it.
     *
     * @param routing the routing step that the recipient stands in
     */
    record StepKept(String stepId, Optional<String> routing, EarlierRuns.Kept kept)
            implements LeadRunEvent {}

    /**
     * @param decidedBy the step that decided it, or the check that it did not pass; empty when all
     *     steps were done
     * @param price what the seller pays the source
     * @param revenue sum of the settled steps
     */
    record LeadCompleted(
            LeadOutcome outcome,
            Optional<String> decidedBy,
            Optional<String> reason,
            BigDecimal price,
            BigDecimal revenue)
            implements LeadRunEvent {

        /** What the lead cost the seller. */
        public BigDecimal cost() {
            return price;
        }

        /** Revenue less cost. */
        public BigDecimal margin() {
            return revenue.subtract(cost());
        }

        @Override
        public String toString() {
            return "LeadCompleted[" + outcome + ", " + price + ", " + revenue + "]";
        }
    }

    /** All deliveries are concluded; the engine forgets the run. */
    record LeadClosed() implements LeadRunEvent {}

    /**
     * It became known what a sale came to that had settled without certainty. Stands behind the end
     * of the run, which it does not change.
     *
     * @param success true when the buyer has the lead
     * @param leadCounts true when the lead counts for its flow and source from now on
     */
    record SaleReconciled(
            String stepId, UUID eventId, boolean success, BigDecimal revenue, boolean leadCounts)
            implements LeadRunEvent {}

    /** Why a step was not run. */
    enum Skip {
        DISABLED,
        CRITERIA,
        /** One of its caps is reached. */
        CAP,
        /** A Buyer Step over whose connection nothing goes yet, or for now. */
        NOT_CONNECTED
    }
}

package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CounterEvent.Handed;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReleased;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateRenewed;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import java.util.Map;

/** How events change a lane's counters: in the lane, and whenever the ledger is folded anew. */
public final class Counters {

    private Counters() {}

    /** Total: an event that does not fit changes nothing. */
    public static void evolve(CounterTable table, CounterEvent event) {
        switch (event) {
            case CapEvent cap -> evolve(table, cap);
            case DuplicateReserved(_, String key, DuplicateEntry entry) ->
                    table.putDuplicate(key, entry);
            case DuplicateRenewed(String key, DuplicateEntry entry) ->
                    table.putDuplicate(key, entry);
            case DuplicateReleased(String key, var leadId) ->
                    table.duplicate(key)
                            .filter(known -> known.leadId().equals(leadId))
                            .ifPresent(_ -> table.removeDuplicate(key));
            case DuplicateFound _ -> {}
            case Tallied(CapScope scope, Tally.Bucket bucket, Tally amount) ->
                    table.addTally(scope, bucket, amount);
            case Handed(var flowId, String stepId, Map<String, Long> credits) ->
                    credits.forEach((recipientId, credit) ->
                            table.putShare(flowId, stepId, recipientId, credit));
        }
    }

    private static void evolve(CounterTable table, CapEvent event) {
        CounterName name = event.counter();
        if (event instanceof CapOpened) {
            table.putDefinition(name.identity(), name.definition());
        }
        String key = name.key();
        CounterState.evolve(table.counter(key), event)
                .ifPresent(state -> table.putCounter(key, state));
    }
}

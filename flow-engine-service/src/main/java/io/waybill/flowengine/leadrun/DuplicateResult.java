package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReleased;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateRenewed;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import java.util.Map;
import java.util.Optional;

/** What rules and templates of later steps read of a check for duplicates. */
final class DuplicateResult {

    private DuplicateResult() {}

    /** Empty for what happens to a known lead after its check. */
    static Optional<Map<String, Object>> of(DuplicateEvent event) {
        return switch (event) {
            case DuplicateReserved _ ->
                    Optional.of(
                            Map.of(LeadRunEvent.FOUND, false, LeadRunEvent.IS_DUPLICATE, false));
            case DuplicateFound found ->
                    Optional.of(
                            Map.of(
                                    LeadRunEvent.FOUND,
                                    true,
                                    LeadRunEvent.IS_DUPLICATE,
                                    true,
                                    "lead_id",
                                    found.known().leadId().toString(),
                                    "added_at",
                                    found.known().at().toString()));
            case DuplicateRenewed _, DuplicateReleased _ -> Optional.empty();
        };
    }

    /** By what the result is kept. */
    static String id(DuplicateEvent event) {
        return switch (event) {
            case DuplicateReserved reserved -> LeadRunEvent.CHECK + reserved.check();
            case DuplicateFound found -> LeadRunEvent.CHECK + found.check();
            case DuplicateRenewed _, DuplicateReleased _ -> "";
        };
    }
}

package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReleased;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateRenewed;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import java.util.Optional;

/**
 * What a lead under way remembers of a check for duplicates.
 *
 * @param reserved true when later leads are duplicates of this one already
 */
public record DuplicateMark(String key, DuplicateEntry entry, boolean reserved) {

    /** What is remembered of an event, if anything. */
    public static Optional<DuplicateMark> of(DuplicateEvent event) {
        return switch (event) {
            case DuplicateReserved e -> Optional.of(new DuplicateMark(e.key(), e.entry(), true));
            case DuplicateFound e -> Optional.of(new DuplicateMark(e.key(), e.own(), false));
            case DuplicateRenewed _, DuplicateReleased _ -> Optional.empty();
        };
    }

    /** What follows when the lead has its outcome. */
    public Optional<DuplicateEvent> settled(boolean success) {
        if (success) {
            return reserved ? Optional.empty() : Optional.of(new DuplicateRenewed(key, entry));
        }
        return reserved
                ? Optional.of(new DuplicateReleased(key, entry.leadId()))
                : Optional.empty();
    }
}

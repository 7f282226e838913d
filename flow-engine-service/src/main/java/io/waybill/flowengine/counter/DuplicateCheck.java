package io.waybill.flowengine.counter;

import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import io.waybill.language.Vars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a lead with the same values in some fields came within a while, one that is still under
 * way included: of two that come at the same moment one is a duplicate. A lead that ends in failure
 * or error is no longer known.
 *
 * @param fields paths of variables, all together
 * @param acrossFlows whether leads of the account's other flows are looked at
 */
public record DuplicateCheck(
        String key, List<String> fields, Duration within, boolean acrossFlows) {

    public DuplicateCheck {
        fields = fields.stream().sorted().distinct().toList();
    }

    /** Whose lead it is. */
    public record Subject(UUID leadId, UUID flowId, UUID accountId, Instant now) {}

    /** Empty where all fields are blank: there is nothing to know such a lead by. */
    public Optional<DuplicateEvent> check(Vars vars, Subject subject, CounterReadings readings) {
        List<String> values = fields.stream().map(path -> Caps.text(vars, path)).toList();
        if (values.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        String entryKey = entryKey(values, subject, readings);
        DuplicateEntry own =
                new DuplicateEntry(subject.leadId(), subject.now(), subject.now().plus(within));
        return Optional.of(
                readings.duplicate(entryKey)
                        .filter(known -> isWithin(known, subject))
                        .<DuplicateEvent>map(known -> new DuplicateFound(key, entryKey, known, own))
                        .orElseGet(() -> new DuplicateReserved(key, entryKey, own)));
    }

    private boolean isWithin(DuplicateEntry known, Subject subject) {
        return !known.leadId().equals(subject.leadId())
                && known.at().plus(within).isAfter(subject.now());
    }

    private String entryKey(List<String> values, Subject subject, CounterReadings readings) {
        List<String> parts = new ArrayList<>(fields);
        parts.addAll(values);
        UUID scope = acrossFlows ? subject.accountId() : subject.flowId();
        return scope + "/" + readings.digest("duplicate", parts);
    }
}

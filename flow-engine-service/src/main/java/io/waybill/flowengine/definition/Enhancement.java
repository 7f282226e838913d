package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.DuplicateCheck;
import io.waybill.language.FieldType;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an enhancement step finds out, and from what. */
public sealed interface Enhancement {

    /**
     * Whether a value is of a type, and its parts.
     *
     * @param type phone or email
     */
    record Validation(FieldType type, Template value) implements Enhancement {}

    /**
     * What a table says of a value.
     *
     * @param table entries by value, in small letters and without blanks around
     * @param otherwise what it says of a value that is not in it; empty: nothing
     */
    record ValueLookup(Template value, Map<String, Object> table, Optional<Object> otherwise)
            implements Enhancement {
        public ValueLookup {
            table = Map.copyOf(table);
        }
    }

    /**
     * The same in a list of the account.
     *
     * @param otherwise what it says of a value that is not in it; empty: nothing
     */
    record ListLookup(UUID listId, Template value, Optional<Object> otherwise)
            implements Enhancement {}

    /** Whether a value stands in a list of what must not be sold. */
    record Suppression(UUID listId, Template value) implements Enhancement {}

    /** Whether the same lead came within a while. */
    record DuplicateLookup(DuplicateCheck check) implements Enhancement {}

    /** Points for what holds of a lead, and their sum. */
    record QualityScore(List<Points> parts) implements Enhancement {
        public QualityScore {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param amount given when the rules hold, negative where they speak against the lead
     */
    record Points(String name, BigDecimal amount, RuleSet rules) {}

    /**
     * What an address outside answers.
     *
     * @param settings delivery settings; values are templates, secrets are sealed
     * @param settleWithin how long it may take
     */
    record HttpLookup(Map<String, Object> settings, Duration settleWithin) implements Enhancement {}
}

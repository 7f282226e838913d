package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.DuplicateCheck;
import io.waybill.language.Template;
import java.util.Optional;
import java.util.UUID;

/** What is looked up for a lead before it is accepted. */
public sealed interface ListCheck {

    /** Name of its result in rules and templates. */
    String key();

    /** Whether a lead that is found is refused; otherwise its result is only appended. */
    boolean refuses();

    /** What a refused source is told; empty: a word for the kind. */
    Optional<Template> reason();

    /** Whether the same lead came within a while. */
    record Duplicate(DuplicateCheck check, boolean refuses, Optional<Template> reason)
            implements ListCheck {
        @Override
        public String key() {
            return check.key();
        }
    }

    /**
     * Whether a value stands in a list of the account.
     *
     * @param value what is looked up
     */
    record Membership(
            String key, UUID listId, Template value, boolean refuses, Optional<Template> reason)
            implements ListCheck {}
}

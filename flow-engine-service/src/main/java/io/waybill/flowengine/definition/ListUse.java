package io.waybill.flowengine.definition;

import java.util.UUID;

/**
 * A place in a definition that names a list of the account; whether there is such a list is known
 * only where lists are.
 *
 * @param field path in the JSON of the definition
 * @param owner what names it, as a sentence begins with it
 */
public record ListUse(UUID listId, String field, String owner) {

    /** The flaw that it is when there is no such list. */
    public Flaw missing() {
        return new Flaw(field, owner + ": there is no list " + listId);
    }
}

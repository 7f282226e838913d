package io.waybill.delivery.destination.store;

import io.waybill.delivery.destination.JsonPart;

/** What is defined. */
public enum DefinitionKind {
    DESTINATION,
    CREDENTIAL;

    /** As a person reads it, and as it stands in the table. */
    public String word() {
        return JsonPart.word(this);
    }
}

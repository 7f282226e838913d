package io.waybill.reporting.lead;

import org.jspecify.annotations.Nullable;

/** Something with an id, and its name where a definition has told it. */
public record Named(String id, @Nullable String name) {

    /** The name, or the id where there is none. */
    public String shown() {
        return name == null ? id : name;
    }
}

package io.waybill.flowengine.list;

import java.util.Locale;
import java.util.Optional;

/** What a list is for. */
public enum ListKind {
    /** Says whether a value stands in it. */
    SUPPRESSION,
    /** Holds another value for each. */
    VALUE;

    public static Optional<ListKind> of(String word) {
        for (ListKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

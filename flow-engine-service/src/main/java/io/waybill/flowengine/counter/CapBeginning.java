package io.waybill.flowengine.counter;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a cap is to be opened anew, whatever was counted before. Stands in place of its definition.
 */
public enum CapBeginning {
    /** The live version before did not have it: it has missed what came meanwhile. */
    NEW("begins"),
    /** The live version before had it with another duration, zone, rule or type. */
    CHANGED("changed");

    private final String word;

    CapBeginning(String word) {
        this.word = word;
    }

    /** As it is kept in place of a definition, which is a hash. */
    public String word() {
        return word;
    }

    static Optional<CapBeginning> of(String definition) {
        return Arrays.stream(values()).filter(one -> one.word.equals(definition)).findFirst();
    }
}

package io.waybill.feedback.terms;

import io.waybill.language.FieldType;
import java.util.List;

/** A type of feedback that a flow knows, and the values that come with it. */
public record TypeDefinition(FeedbackType type, List<ValueField> values) {

    public TypeDefinition {
        values = List.copyOf(values);
    }

    /** A type without values. */
    public static TypeDefinition of(FeedbackType type) {
        return new TypeDefinition(type, List.of());
    }

    /**
     * A value that a feedback may bring.
     *
     * @param id name of the field in the call, and of {@code feedback.<id>} in rules and templates
     * @param required a feedback without it is refused
     */
    public record ValueField(String id, FieldType type, boolean required) {}
}

package io.waybill.flowengine.partner;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a flow that can be shared with a buyer, each with what its owner should know. */
public final class ShareOffer {

    private ShareOffer() {}

    /**
     * A field that can be shared.
     *
     * @param sensitive true for what is never shown whole anywhere else
     * @param asked true when the buyer was told of it, or asks for it
     * @param shared true when the step shares it now
     */
    public record Field(
            String id,
            String type,
            Optional<String> label,
            boolean sensitive,
            boolean asked,
            boolean shared) {}

    /**
     * The flow's own fields, those that were asked for and those that are shared, by their ids.
     *
     * @param definition in JSON
     * @param asked ids of fields
     * @param shared ids of fields
     */
    public static List<Field> of(
            Map<String, Object> definition, List<String> asked, List<String> shared) {
        FieldLabels own = FieldLabels.of(definition);
        FieldCatalogue fields = FieldCatalogue.standard().with(own.types());
        Set<String> ids = new TreeSet<>(own.types().keySet());
        ids.addAll(asked);
        ids.addAll(shared);
        List<Field> offer = new ArrayList<>();
        for (String id : ids) {
            fields.typeOf(id)
                    .ifPresent(type ->
                            offer.add(
                                    new Field(
                                            id,
                                            type.id(),
                                            Optional.ofNullable(own.label(id)),
                                            isSensitive(type),
                                            asked.contains(id),
                                            shared.contains(id))));
        }
        return List.copyOf(offer);
    }

    static boolean isSensitive(FieldType type) {
        return type.isMaskable();
    }

    /** The types and labels of a flow's own fields. */
    private record FieldLabels(Map<String, FieldType> types, Map<String, String> labels) {

        static FieldLabels of(Map<String, Object> definition) {
            Map<String, FieldType> types = new LinkedHashMap<>();
            Map<String, String> labels = new LinkedHashMap<>();
            if (definition.get("fields") instanceof List<?> items) {
                for (Object item : items) {
                    if (item instanceof Map<?, ?> field && field.get("id") instanceof String id) {
                        FieldType.find(String.valueOf(field.get("type")))
                                .ifPresent(type -> types.put(id, type));
                        if (field.get("label") instanceof String label) {
                            labels.put(id, label);
                        }
                    }
                }
            }
            return new FieldLabels(types, labels);
        }

        @Nullable String label(String id) {
            return labels.get(id);
        }
    }
}

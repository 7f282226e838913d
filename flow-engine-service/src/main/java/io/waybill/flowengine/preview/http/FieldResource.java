package io.waybill.flowengine.preview.http;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import io.waybill.language.Operator;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What fields there are and what can be asked of them. */
@Managed
@Path("/api/fields")
@Produces(MediaType.APPLICATION_JSON)
class FieldResource {

    private static final FieldsAnswer ANSWER = answer();

    /** A field, under {@code lead}; its id has dots where it is nested. */
    record FieldAnswer(String id, String type) {}

    record ComponentAnswer(String name, String type) {}

    /**
     * @param masked whether what is submitted is never stored
     * @param operators that rules about such a field may use
     */
    record TypeAnswer(
            String id, boolean masked, List<String> operators, List<ComponentAnswer> components) {}

    record FieldsAnswer(List<FieldAnswer> fields, List<TypeAnswer> types) {}

    @GET
    @Operation(summary = "List the standard fields, and the types with operators and components")
    public FieldsAnswer list() {
        return ANSWER;
    }

    private static FieldsAnswer answer() {
        FieldCatalogue catalogue = FieldCatalogue.standard();
        List<FieldAnswer> fields =
                catalogue.fieldIds().stream()
                        .sorted()
                        .map(id -> new FieldAnswer(id, catalogue.typeOf(id).orElseThrow().id()))
                        .toList();
        return new FieldsAnswer(
                fields, Arrays.stream(FieldType.values()).map(FieldResource::type).toList());
    }

    private static TypeAnswer type(FieldType type) {
        return new TypeAnswer(
                type.id(),
                type.isMaskable(),
                type.operators().stream().map(Operator::text).toList(),
                type.components().entrySet().stream()
                        .map(part -> new ComponentAnswer(part.getKey(), part.getValue().id()))
                        .toList());
    }
}

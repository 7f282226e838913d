package io.waybill.flowengine.preview.http;

import io.waybill.language.FieldType;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How a type of field reads a value. */
@Managed
@Path("/api/field-types/{type}/parse")
@Produces(MediaType.APPLICATION_JSON)
class FieldTypeResource {

    private final InstantSource clock;

    FieldTypeResource(InstantSource clock) {
        this.clock = clock;
    }

    @POST
    @AnyRole
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read a value: raw, normal, valid and its components; null for null")
    public RestResponse<Object> parse(
            @PathParam("type") String id, @Nullable Map<String, Object> body) {
        FieldType type =
                FieldType.find(id).orElseThrow(() -> ProblemException.notFound("field type"));
        PreviewBody preview = PreviewBody.of(body, clock.instant());
        if (!preview.has("value")) {
            throw ProblemException.invalid("value", "is missing");
        }
        Object value = preview.value("value");
        // Without an entity the answer would have no body at all, and null is one.
        return RestResponse.ok(value == null ? "null" : type.parse(value, preview.now()).toView());
    }
}

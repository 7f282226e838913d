package io.waybill.servicekit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The body of an error, as RFC 9457 has it, with our code and the fields concerned. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String code, String title, int status, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail, List<FieldError> errors) {
        Response.Status known = Response.Status.fromStatusCode(code.status());
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem(code.code(), title, code.status(), detail, List.copyOf(errors));
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}

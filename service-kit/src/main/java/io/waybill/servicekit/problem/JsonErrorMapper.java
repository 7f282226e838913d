package io.waybill.servicekit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A body that is JSON but not of the expected shape: says which field, never its value. */
@Provider
final class JsonErrorMapper implements ExceptionMapper<MismatchedInputException> {

    @Override
    public Response toResponse(MismatchedInputException mismatch) {
        return response(mismatch);
    }

    static Response response(JacksonException broken) {
        String field = broken instanceof JsonMappingException mapping ? path(mapping) : "";
        if (field.isEmpty()) {
            return Problem.of(
                            RequestProblem.MALFORMED,
                            "The body is not the JSON that is expected here.",
                            List.of())
                    .toResponse();
        }
        ProblemException invalid = ProblemException.invalid(field, "has the wrong type");
        return Problem.of(invalid.code(), invalid.detail(), invalid.errors()).toResponse();
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}

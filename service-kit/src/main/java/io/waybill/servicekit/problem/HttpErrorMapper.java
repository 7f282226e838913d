package io.waybill.servicekit.problem;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** What the HTTP layer refuses by itself: unknown paths, methods, media types, broken JSON. */
@Provider
final class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response given = refusal.getResponse();
        if (given.hasEntity() || given.getStatus() < 400) {
            return given;
        }
        if (refusal.getCause() instanceof JacksonException broken) {
            return JsonErrorMapper.response(broken);
        }
        RequestProblem code = RequestProblem.ofStatus(given.getStatus());
        Response.Status status = Response.Status.fromStatusCode(given.getStatus());
        String detail = status == null ? "The request was refused." : status.getReasonPhrase();
        Response.ResponseBuilder answer =
                Response.status(given.getStatus())
                        .type(Problem.MEDIA_TYPE)
                        .entity(
                                new Problem(
                                        code.code(),
                                        detail,
                                        given.getStatus(),
                                        detail + ".",
                                        List.of()));
        Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
    }
}

package io.waybill.servicekit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

@Provider
final class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException problem) {
        Response body = Problem.of(problem.code(), problem.detail(), problem.errors()).toResponse();
        Duration wait = problem.retryAfter();
        if (wait == null) {
            return body;
        }
        return Response.fromResponse(body)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()))
                .build();
    }
}

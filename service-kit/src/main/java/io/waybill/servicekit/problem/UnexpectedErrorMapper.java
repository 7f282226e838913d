package io.waybill.servicekit.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The outermost edge: an outage becomes 503, a mistake of ours 500; neither tells its message. */
@Provider
final class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ProblemMapper problems = new ProblemMapper();

    @Override
    public Response toResponse(Throwable failure) {
        if (Outage.isBehind(failure)) {
            LOG.warnf("service behind is away cause=%s", failure.getClass().getName());
            return problems.toResponse(
                    new ProblemException(
                                    RequestProblem.UNAVAILABLE,
                                    "A part of the system is away for the moment.")
                            .retryAfter(SOON));
        }
        LOG.error("call failed", failure);
        return Problem.of(
                        RequestProblem.INTERNAL,
                        "Something went wrong on our side; it has been recorded.",
                        List.of())
                .toResponse();
    }
}

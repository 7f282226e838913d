package io.waybill.flowengine.flow.http;

import io.waybill.flowengine.flow.store.FlowChanged;
import io.waybill.servicekit.problem.Problem;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Somebody else was faster: the caller reads again and decides again. */
@Provider
final class FlowChangedMapper implements ExceptionMapper<FlowChanged> {

    @Override
    public Response toResponse(FlowChanged changed) {
        ProblemException conflict = FlowProblems.conflict();
        return Problem.of(conflict.code(), conflict.detail(), conflict.errors()).toResponse();
    }
}

package io.waybill.servicekit.problem;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body that is JSON but beyond what is read: nested too deep, a number of too many digits. */
@Provider
final class JsonLimitMapper implements ExceptionMapper<StreamConstraintsException> {

    @Override
    public Response toResponse(StreamConstraintsException beyond) {
        return JsonErrorMapper.response(beyond);
    }
}

package io.waybill.servicekit.query;

import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses parameters with the one character that PostgreSQL does not take, so that no resource has
 * to think of it. Runs after the caller is known.
 */
@Provider
@Managed
final class StorableQuery implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo()
                .getQueryParameters()
                .forEach((name, values) -> {
                    if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                        throw ProblemException.invalid(name, "has a character that is no text");
                    }
                });
    }
}

package io.waybill.servicekit.tracing;

import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Tells the caller under which id the call is found in logs, traces and ledgers. */
@Provider
final class CorrelationHeader implements ContainerResponseFilter {

    static final String NAME = "X-Correlation-Id";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Span.current().getSpanContext().isValid()) {
            response.getHeaders().putSingle(NAME, Correlation.current().toString());
        }
    }
}

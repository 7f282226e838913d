package io.waybill.servicekit.auth;

import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Checks the credential of a management call in memory, on the event loop. */
@Provider
@Managed
@Priority(Priorities.AUTHENTICATION)
final class ManagedFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final AccountDirectory directory;
    private final Caller caller;
    private final InstantSource clock;

    ManagedFilter(AccountDirectory directory, Caller caller, InstantSource clock) {
        this.directory = directory;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Identity identity =
                credential(request)
                        .flatMap(shown -> directory.identify(shown, clock.instant()))
                        .orElseThrow(ManagedFilter::stranger);
        if (!identity.role().mayWrite() && writes(request)) {
            throw new ProblemException(
                    RequestProblem.NOT_ALLOWED,
                    "The role " + identity.role().text() + " may read only.");
        }
        caller.is(identity);
    }

    private static boolean writes(ContainerRequestContext request) {
        return !SAFE.contains(request.getMethod())
                && !((ResteasyReactiveContainerRequestContext) request)
                        .getServerRequestContext()
                        .getResteasyReactiveResourceInfo()
                        .getResourceMethod()
                        .isAnnotationPresent(AnyRole.class);
    }

    private static Optional<String> credential(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean bearer =
                header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? Optional.of(header.substring(SCHEME.length()).trim()) : Optional.empty();
    }

    private static ProblemException stranger() {
        return new ProblemException(
                RequestProblem.NOT_AUTHENTICATED,
                "Please send a valid session token or API key as Authorization: Bearer.");
    }
}

package io.waybill.delivery.settling.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.settling.store.Pauses;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Whether a destination is sent to, and a person's word on it. */
@Managed
@Path("/api/deliveries/pauses/{destinationId}")
@Produces(MediaType.APPLICATION_JSON)
public class PauseResource {

    private final Pauses pauses;
    private final Destinations destinations;
    private final DeliveryCaller caller;

    @Inject
    PauseResource(Pauses pauses, Destinations destinations, DeliveryCaller caller) {
        this.pauses = pauses;
        this.destinations = destinations;
        this.caller = caller;
    }

    /**
     * How a destination fares.
     *
     * @param probeAt when it is probed next; absent where it waits for a person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record View(
            UUID destinationId,
            boolean paused,
            @Nullable Instant since,
            @Nullable Instant probeAt,
            @Nullable Integer failures,
            @Nullable String by) {}

    @GET
    @Operation(summary = "Whether a destination is paused, since when, by whom, and its next probe")
    public Uni<View> one(@PathParam("destinationId") String destinationId) {
        UUID account = caller.accountId();
        UUID id = known(account, destinationId);
        return Uni.createFrom().item(() -> view(account, id));
    }

    @PUT
    @Operation(summary = "Pause a destination until somebody resumes it; what is for it is held")
    public Uni<View> pause(@PathParam("destinationId") String destinationId) {
        UUID account = caller.accountId();
        UUID id = known(account, destinationId);
        String by = caller.by();
        return Work.off(() -> pauses.pause(account, id, by)).map(_ -> view(account, id));
    }

    @DELETE
    @Operation(summary = "Resume a paused destination")
    public Uni<View> resume(@PathParam("destinationId") String destinationId) {
        UUID account = caller.accountId();
        UUID id = known(account, destinationId);
        String by = caller.by();
        return Work.off(() -> pauses.resume(account, id, by)).map(_ -> view(account, id));
    }

    private UUID known(UUID account, String text) {
        UUID id = Work.id(text, "destination");
        if (destinations.find(account, id).isEmpty()) {
            throw ProblemException.notFound("destination");
        }
        return id;
    }

    private View view(UUID account, UUID id) {
        return pauses.of(account, id)
                .map(pause ->
                        new View(
                                id,
                                true,
                                pause.since(),
                                pause.probeAt(),
                                pause.failures(),
                                pause.by()))
                .orElseGet(() -> new View(id, false, null, null, null, null));
    }
}

package io.waybill.delivery.settling.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.delivery.settling.store.Redeliveries;
import io.waybill.delivery.settling.store.Redeliveries.Wish;
import io.waybill.delivery.settling.store.Redelivery;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Having many deliveries sent again. */
@Managed
@Path("/api/deliveries/redeliveries")
@Produces(MediaType.APPLICATION_JSON)
public class RedeliveryResource {

    private static final int STANDARD = 1_000;
    private static final int MOST = 100_000;
    private static final int LONGEST_KEY = 255;
    private static final Set<String> NAMES =
            Set.of(
                    "lead_id",
                    "step_id",
                    "destination",
                    "state",
                    "outcome",
                    "certain",
                    "from",
                    "to",
                    "most");

    private final Redeliveries redeliveries;
    private final DeliveryCaller caller;

    @Inject
    RedeliveryResource(Redeliveries redeliveries, DeliveryCaller caller) {
        this.redeliveries = redeliveries;
        this.caller = caller;
    }

    /**
     * How far it has come.
     *
     * @param state {@code running} or {@code done}
     * @param lookedAt deliveries that match and were looked at
     * @param planned those that are sent again
     * @param refused those that need not be, or must not: about to be sent, taken, elsewhere
     * @param hasMore more match than were to be looked at; ask again for them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record View(
            UUID id,
            String state,
            Instant askedAt,
            @Nullable Instant doneAt,
            int most,
            int lookedAt,
            int planned,
            int refused,
            boolean hasMore) {

        static View of(Redelivery wish) {
            return new View(
                    wish.id(),
                    wish.doneAt() == null ? "running" : "done",
                    wish.askedAt(),
                    wish.doneAt(),
                    wish.most(),
                    wish.lookedAt(),
                    wish.planned(),
                    wish.lookedAt() - wish.planned(),
                    wish.hasMore());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Send again what matches, each under its Event ID; the same Idempotency-Key is"
                            + " the same wish")
    public Uni<RestResponse<View>> ask(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Map<String, Object> body) {
        Wish wish = wish(key, body == null ? Map.of() : body);
        return Work.off(() -> redeliveries.ask(wish))
                .map(asked ->
                        asked.orElseThrow(() ->
                                new ProblemException(
                                        DeliveryProblem.REDELIVERY_KEY_REUSED,
                                        "The idempotency key was used with another filter.")))
                .map(asked ->
                        RestResponse.ResponseBuilder.create(
                                        RestResponse.Status.ACCEPTED, View.of(asked))
                                .location(URI.create("/api/deliveries/redeliveries/" + asked.id()))
                                .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a wish to send many again has come")
    public Uni<View> one(@PathParam("id") String id) {
        UUID account = caller.accountId();
        UUID wish = Work.id(id, "redelivery");
        return Work.off(() -> redeliveries.find(account, wish))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("redelivery")))
                .map(View::of);
    }

    private Wish wish(@Nullable String key, Map<String, Object> body) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "must be a text of 1 to 255 characters");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> given : body.entrySet()) {
            if (!NAMES.contains(given.getKey())) {
                throw ProblemException.invalid(given.getKey(), "is not known here");
            }
            texts.put(given.getKey(), String.valueOf(given.getValue()));
        }
        DeliveryFilter filter = FilterReader.read(texts::get);
        if (filter.isEmpty()) {
            throw ProblemException.invalid("from", "or another filter is required");
        }
        return new Wish(caller.accountId(), caller.by(), key, filter, most(body.get("most")));
    }

    private static int most(@Nullable Object given) {
        if (given == null) {
            return STANDARD;
        }
        if (given instanceof Integer number && number >= 1 && number <= MOST) {
            return number;
        }
        throw ProblemException.invalid("most", "must be 1 to " + MOST);
    }
}

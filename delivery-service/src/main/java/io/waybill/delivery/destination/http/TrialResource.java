package io.waybill.delivery.destination.http;

import static io.waybill.delivery.destination.store.DefinitionKind.DESTINATION;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Resolution;
import io.waybill.delivery.destination.TrialRate;
import io.waybill.delivery.destination.store.DefinitionJson;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Transports;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Tries a destination with a test lead: really sent, by the way of live deliveries, and shown. It
 * is no delivery: no event is written, and nothing is counted.
 */
@Managed
@Path("/api/destinations/{id}/test")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TrialResource {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_FIELDS = 2_000;

    private final TrialRate rate = new TrialRate();
    private final Destinations destinations;
    private final Preparation preparation;
    private final Transports transports;
    private final Secrets secrets;
    private final DefinitionCaller caller;

    @Inject
    TrialResource(
            Destinations destinations,
            Preparation preparation,
            Transports transports,
            Secrets secrets,
            DefinitionCaller caller) {
        this.destinations = destinations;
        this.preparation = preparation;
        this.transports = transports;
        this.secrets = secrets;
        this.caller = caller;
    }

    /**
     * What to try with.
     *
     * @param lead fields of the lead, in place of the sample's
     * @param settings of a step, written over the destination's
     */
    public record Trial(
            @Nullable Map<String, Object> lead, @Nullable Map<String, Object> settings) {
        /** Masked: it holds values of a lead. */
        @Override
        public String toString() {
            return "Trial[masked]";
        }
    }

    @POST
    @Blocking
    @Operation(summary = "Send a test lead; shows the request, the reply and how it was read")
    public Uni<Map<String, @Nullable Object>> test(
            @PathParam("id") String id, @Nullable Trial asked) {
        UUID account = caller.accountId();
        Destination destination =
                DefinitionProblems.found(
                        DESTINATION,
                        destinations.find(account, DefinitionProblems.id(DESTINATION, id)));
        checkRate(account);
        Map<String, Object> lead = asked == null || asked.lead() == null ? Map.of() : asked.lead();
        Map<String, Object> step =
                asked == null || asked.settings() == null ? Map.of() : asked.settings();
        if (lead.size() > MOST_FIELDS) {
            throw ProblemException.invalid("lead", "has more than " + MOST_FIELDS + " fields");
        }
        UUID eventId = TimeOrderedIds.next();
        Resolution.Found found =
                new Resolution.Found(
                        Optional.of(destination),
                        destination.settingsUnder(step),
                        destination.credentialId());
        return switch (prepared(found, account, eventId, destination, lead)) {
            case Prepared.Broken(String reason) -> Uni.createFrom().item(notSent(eventId, reason));
            case Prepared.Ready ready ->
                    Uni.createFrom()
                            .completionStage(() -> transports.send(ready, limit(destination)))
                            .map(result -> shown(eventId, destination, result));
        };
    }

    private void checkRate(UUID account) {
        Optional<Duration> wait = rate.begin(account, InstantSource.system().instant());
        if (wait.isPresent()) {
            throw new ProblemException(
                            RequestProblem.TOO_MANY,
                            "An account tests %d times a minute at most.".formatted(TrialRate.MOST))
                    .retryAfter(wait.get());
        }
    }

    private Prepared prepared(
            Resolution.Found found,
            UUID account,
            UUID eventId,
            Destination destination,
            Map<String, Object> lead) {
        try {
            return preparation.prepare(
                    found, account, eventId.toString(), TestLead.vars(destination, eventId, lead));
        } catch (SealBroken closed) {
            return new Prepared.Broken("A secret of the destination cannot be opened");
        }
    }

    private static Duration limit(Destination destination) {
        Duration own = destination.limits().timeout();
        return own.compareTo(LONGEST) < 0 ? own : LONGEST;
    }

    private static Map<String, @Nullable Object> notSent(UUID eventId, String reason) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("event_id", eventId.toString());
        shown.put("test", true);
        shown.put("skip", reason);
        return shown;
    }

    private Map<String, @Nullable Object> shown(
            UUID eventId, Destination destination, AttemptResult result) {
        Map<String, @Nullable Object> reading = new LinkedHashMap<>();
        reading.put("outcome", outcome(result));
        reading.put("status", result.status());
        reading.put("reason", result.reason());
        reading.put("price", result.read().price());
        reading.put("reference", result.read().reference());
        reading.put("appended", json(result.read().appended()));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("event_id", eventId.toString());
        shown.put("test", true);
        shown.put("latency_ms", result.latency().toNanos() / 1_000_000.0);
        shown.put("request", json(result.exchange().request()));
        shown.put("reply", json(result.exchange().reply()));
        shown.put("reading", reading);
        return secrets.masked(destination, shown);
    }

    private static String outcome(AttemptResult result) {
        return switch (result.outcome()) {
            case UNANSWERED -> "unknown";
            default -> result.outcome().name().toLowerCase(Locale.ROOT);
        };
    }

    private static @Nullable Object json(@Nullable String text) {
        return text == null ? null : DefinitionJson.read(text);
    }
}

package io.waybill.feedback.leadfeedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.feedback.leadfeedback.store.FeedbackStore;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Reasons;
import io.waybill.feedback.terms.TypeDefinition;
import io.waybill.feedback.terms.TypeTerms;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What feedback a delivery takes, for whoever fills in a form: types, reasons, values. */
@Path("/api/feedback/terms")
@Managed
@Tag(name = "Feedback")
final class TermsResource {

    private final FeedbackStore store;
    private final Caller caller;

    TermsResource(FeedbackStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    /** All types that the flow knows. */
    record Terms(List<TypeView> types) {}

    /**
     * A type.
     *
     * @param reasons to choose from, or to suggest where others are taken too
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TypeView(
            String type,
            String label,
            boolean enabled,
            @Nullable Integer maxAgeDays,
            List<String> reasons,
            boolean otherReasons,
            List<ValueView> values) {}

    /** A value that comes with a type. */
    record ValueView(String id, String type, boolean required) {}

    @GET
    @Operation(summary = "What feedback a delivery takes, for its seller and its buyer")
    public Uni<Terms> read(@QueryParam("event_id") @Nullable UUID eventId) {
        if (eventId == null) {
            throw ProblemException.invalid("event_id", "is required");
        }
        return store.terms(eventId, caller.accountId())
                .map(found -> view(found.orElseThrow(() -> ProblemException.notFound("event"))));
    }

    private static Terms view(FeedbackTerms terms) {
        return new Terms(terms.types().stream().map(type -> view(terms, type)).toList());
    }

    private static TypeView view(FeedbackTerms terms, TypeDefinition definition) {
        FeedbackType type = definition.type();
        TypeTerms step = terms.step().of(type);
        TypeTerms source = terms.source().of(type);
        return new TypeView(
                type.text(),
                type.label(),
                step.enabled() && source.enabled(),
                earlier(step.maxAgeDays(), source.maxAgeDays()),
                reasons(step.reasons(), source.reasons()),
                step.reasons().others() && source.reasons().others(),
                definition.values().stream()
                        .map(value ->
                                new ValueView(value.id(), value.type().id(), value.required()))
                        .toList());
    }

    private static @Nullable Integer earlier(Optional<Integer> one, Optional<Integer> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Integer::compare).orElse(null);
    }

    /** Of two lists what both take, the source's before the step's. */
    private static List<String> reasons(Reasons step, Reasons source) {
        return Stream.concat(source.listed().stream(), step.listed().stream())
                .filter(reason -> step.take(Optional.of(reason)))
                .filter(reason -> source.take(Optional.of(reason)))
                .distinct()
                .toList();
    }
}

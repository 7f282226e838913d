package io.waybill.flowengine.flow.http;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.flow.FlowEvent;
import io.waybill.flowengine.flow.FlowRefusal;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refusals as the errors that a caller gets. */
public final class FlowProblems {

    private FlowProblems() {}

    static void check(Decision<FlowEvent, FlowRefusal> decision) {
        if (decision instanceof Decision.Refused<FlowEvent, FlowRefusal>(var refusal)) {
            throw of(refusal);
        }
    }

    public static ProblemException of(FlowRefusal refusal) {
        return switch (refusal) {
            case FlowRefusal.NoSuchFlow _ -> ProblemException.notFound("flow");
            case FlowRefusal.FlowExists _ -> conflict();
            case FlowRefusal.DraftCannotWork(List<Flaw> flaws) ->
                    new ProblemException(
                            FlowEngineProblem.FLOW_UNDEPLOYABLE,
                            "The draft cannot be deployed: " + flaws.getFirst().message() + ".",
                            errors(flaws));
        };
    }

    static void check(Draft.Normalised draft) {
        if (!draft.flaws().isEmpty()) {
            throw new ProblemException(
                    FlowEngineProblem.DRAFT_UNUSABLE,
                    "The draft cannot be saved: " + draft.flaws().getFirst().message() + ".",
                    errors(draft.flaws()));
        }
    }

    static ProblemException conflict() {
        return new ProblemException(
                FlowEngineProblem.FLOW_CHANGED,
                "The flow has changed since it was read; read it again.");
    }

    /** The revision in an {@code If-Match} header; empty for none and for {@code *}. */
    static Optional<Long> revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        String text = ifMatch.strip().replaceAll("^(W/)?\"|\"$", "");
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notARevision) {
            throw conflict();
        }
    }

    static int number(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw ProblemException.invalid(field, "is not a cursor of this list");
        }
    }

    static UUID cursorId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.invalid("cursor", "is not a cursor of this list");
        }
    }

    /** What is no id names no flow. */
    public static UUID flowId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("flow");
        }
    }

    private static List<FieldError> errors(List<Flaw> flaws) {
        return flaws.stream().map(flaw -> new FieldError(flaw.field(), flaw.message())).toList();
    }
}

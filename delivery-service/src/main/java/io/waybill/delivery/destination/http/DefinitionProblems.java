package io.waybill.delivery.destination.http;

import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.destination.FieldFlaw;
import io.waybill.delivery.destination.store.DefinitionKind;
import io.waybill.delivery.destination.store.DefinitionRefused;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refusals as the errors that a caller gets, and what calls have in common. */
public final class DefinitionProblems {

    private DefinitionProblems() {}

    public static ProblemException of(DefinitionKind kind, DefinitionRefused refused) {
        boolean destination = kind == DefinitionKind.DESTINATION;
        return switch (refused.reason()) {
            case CHANGED ->
                    new ProblemException(
                            destination
                                    ? DeliveryProblem.DESTINATION_CHANGED
                                    : DeliveryProblem.CREDENTIAL_CHANGED,
                            "The "
                                    + kind.word()
                                    + " has changed since it was read; read it again.");
            case IN_USE -> inUse(kind, "destinations", refused.users());
            case TOO_MANY ->
                    new ProblemException(
                            destination
                                    ? DeliveryProblem.DESTINATIONS_TOO_MANY
                                    : DeliveryProblem.CREDENTIALS_TOO_MANY,
                            "The account has as many as it may have; delete some first.");
            case NO_SUCH_CREDENTIAL ->
                    ProblemException.invalid("credential_id", "there is no such credential");
        };
    }

    /**
     * @param what uses it, as {@code flows}
     */
    public static ProblemException inUse(DefinitionKind kind, String what, List<String> users) {
        return new ProblemException(
                kind == DefinitionKind.DESTINATION
                        ? DeliveryProblem.DESTINATION_IN_USE
                        : DeliveryProblem.CREDENTIAL_IN_USE,
                "These " + what + " use the " + kind.word() + ": " + String.join(", ", users));
    }

    public static ProblemException unusable(DefinitionKind kind, List<FieldFlaw> flaws) {
        FieldFlaw first = flaws.getFirst();
        return new ProblemException(
                kind == DefinitionKind.DESTINATION
                        ? DeliveryProblem.DESTINATION_UNUSABLE
                        : DeliveryProblem.CREDENTIAL_UNUSABLE,
                "The %s cannot be saved: %s: %s."
                        .formatted(kind.word(), first.field(), first.message()),
                flaws.stream().map(flaw -> new FieldError(flaw.field(), flaw.message())).toList());
    }

    /** The revision in an {@code If-Match} header; empty for none and for {@code *}. */
    public static Optional<Long> revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(ifMatch.strip().replaceAll("^(W/)?\"|\"$", "")));
        } catch (NumberFormatException notARevision) {
            return Optional.of(-1L);
        }
    }

    /** What is no id names nothing. */
    public static UUID id(DefinitionKind kind, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound(kind.word());
        }
    }

    public static Map<String, Object> present(@Nullable Map<String, Object> body) {
        if (body == null) {
            throw ProblemException.invalid("name", "is required");
        }
        return body;
    }

    public static <T> T found(DefinitionKind kind, Optional<T> found) {
        return found.orElseThrow(() -> ProblemException.notFound(kind.word()));
    }
}

package io.waybill.servicekit.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call with an error that the caller is told about. It is thrown at edges only, costs no
 * stack trace, and its detail is shown to the caller: no secret, no value of a field.
 */
public final class ProblemException extends RuntimeException {

    private final transient ProblemCode code;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, null);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** For what does not exist and for what belongs to somebody else: the same answer. */
    public static ProblemException notFound(String what) {
        return new ProblemException(RequestProblem.NOT_FOUND, "There is no such " + what + ".");
    }

    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static ProblemException invalid(List<FieldError> errors) {
        List<String> fields = new ArrayList<>();
        errors.forEach(error -> fields.add(error.field()));
        return new ProblemException(
                RequestProblem.INVALID, "Please check: " + String.join(", ", fields) + ".", errors);
    }

    /** The same problem with a {@code Retry-After} header. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(code, detail(), errors, wait);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public List<FieldError> errors() {
        return errors;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

package io.waybill.flowengine.preview.http;

import io.waybill.language.Evaluation;
import io.waybill.language.InvalidRule;
import io.waybill.language.RuleSet;
import io.waybill.language.TraceEntry;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How rules judge values. */
@Managed
@Path("/api/rules/evaluate")
@Produces(MediaType.APPLICATION_JSON)
class RuleResource {

    private static final String RULE = "rule";
    private static final String RULE_SET = "rule_set";

    private final InstantSource clock;

    RuleResource(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param reason why it does not pass, null when it passes
     * @param trace every comparison that was needed: the rule, both values, the result in words
     */
    record RuleAnswer(
            boolean pass, @Nullable String reason, List<Map<String, @Nullable Object>> trace) {

        static RuleAnswer of(Evaluation evaluation) {
            return new RuleAnswer(
                    evaluation.pass(),
                    evaluation.reason(),
                    evaluation.trace().stream().map(TraceEntry::toView).toList());
        }
    }

    @POST
    @AnyRole
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Evaluate a rule or a rule set, with the trace of what was compared")
    public RuleAnswer evaluate(@Nullable Map<String, Object> body) {
        PreviewBody preview = PreviewBody.of(body, clock.instant());
        String field = preview.has(RULE) ? RULE : RULE_SET;
        RuleSet rules = rules(preview, field);
        Vars vars = preview.vars();
        try {
            return WorkLimit.within(() -> RuleAnswer.of(rules.evaluate(vars)));
        } catch (WorkLimit.TooMuchWork e) {
            throw ProblemException.invalid(field, "needs too much work for these values");
        }
    }

    private static RuleSet rules(PreviewBody preview, String field) {
        Map<?, ?> json = preview.object(field);
        try {
            return RuleSet.parse(
                    field.equals(RULE) ? Map.of("op", "and", "rules", List.of(json)) : json);
        } catch (InvalidRule invalid) {
            String message = invalid.getMessage();
            throw ProblemException.invalid(
                    field.equals(RULE) ? RULE : place(invalid.path()),
                    message == null ? "cannot be evaluated" : message);
        }
    }

    /** {@code rule_set.rules[0].rules[2]} for {@code 0.2}. */
    private static String place(String path) {
        return path.isEmpty()
                ? RULE_SET
                : RULE_SET + ".rules[" + path.replace(".", "].rules[") + "]";
    }
}

package io.waybill.flowengine.preview.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.flowengine.preview.PreviewVars;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.Template;
import io.waybill.language.TemplateFailed;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a template makes of values. */
@Managed
@Path("/api/templates/render")
@Produces(MediaType.APPLICATION_JSON)
class TemplateResource {

    private static final String TEMPLATE = "template";

    private final InstantSource clock;

    TemplateResource(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param value text, or for a single variable what it means; null for nothing
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TemplateAnswer(@Nullable Object value) {}

    @POST
    @AnyRole
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Render a template; a single variable keeps its type")
    public TemplateAnswer render(@Nullable Map<String, Object> body) {
        PreviewBody preview = PreviewBody.of(body, clock.instant());
        Template template = template(preview.text(TEMPLATE));
        Vars vars = preview.vars();
        try {
            Object value = WorkLimit.within(() -> new Rendered(template.render(vars))).value();
            return new TemplateAnswer(PreviewVars.meaning(value));
        } catch (TemplateFailed e) {
            throw invalid(e);
        } catch (WorkLimit.TooMuchWork e) {
            throw ProblemException.invalid(TEMPLATE, "needs too much work for these values");
        }
    }

    /** Lets a value that is not there pass the limit, which gives back what it was given. */
    private record Rendered(@Nullable Object value) {}

    private static Template template(String source) {
        try {
            return Template.compile(source);
        } catch (InvalidTemplate e) {
            throw invalid(e);
        }
    }

    private static ProblemException invalid(RuntimeException e) {
        String message = e.getMessage();
        return ProblemException.invalid(TEMPLATE, message == null ? "cannot be rendered" : message);
    }
}

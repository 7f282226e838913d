package io.waybill.intake.docs.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waybill.intake.docs.DocsPage;
import io.waybill.intake.docs.DocsReader;
import io.waybill.intake.docs.OpenApiDocument;
import io.waybill.intake.docs.SubmissionDocs;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.Flows;
import io.waybill.intake.flows.SubmissionTarget;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a source, for whoever has its address: a page, or OpenAPI where {@code
 * format=openapi} or the Accept header asks for JSON. Made once for a version, off the event loop.
 */
@Singleton
final class DocsRoute {

    private static final String PATH = "/flows/:flowId/sources/:sourceId/docs";

    private final Flows flows;
    private final WrittenDocs.Cache written = new WrittenDocs.Cache();
    private final ObjectMapper json = new ObjectMapper();
    private final String publicUrl;

    DocsRoute(
            Flows flows,
            @ConfigProperty(name = "waybill.public-url", defaultValue = "/") String publicUrl) {
        this.flows = flows;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    void register(@Observes Router router) {
        router.route(PATH).blockingHandler(this::handle, false);
    }

    private void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        Optional<FlowDirectory> known = flows.known();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.response().putHeader("Allow", "GET, HEAD");
            message(context, 405, "The method is not allowed");
        } else if (known.isEmpty()) {
            context.response().putHeader("Retry-After", "5");
            message(context, 503, "Service is starting, try again");
        } else {
            Optional<SubmissionTarget> target =
                    uuid(context.pathParam("flowId"))
                            .flatMap(flow ->
                                    uuid(context.pathParam("sourceId"))
                                            .flatMap(source -> known.get().find(flow, source)));
            if (target.isEmpty()) {
                message(context, 404, "Unknown flow or source");
            } else if (mayRead(context, target.get())) {
                answer(context, target.get());
            } else {
                context.response().putHeader("WWW-Authenticate", "Basic realm=\"Waybill\"");
                message(context, 401, "The key is missing or wrong");
            }
        }
    }

    /** Who may not submit need not know what is accepted. */
    private static boolean mayRead(RoutingContext context, SubmissionTarget target) {
        String shown = context.request().getHeader("Authorization");
        return target.source().key().map(key -> key.isShownBy(shown)).orElse(true);
    }

    private void answer(RoutingContext context, SubmissionTarget target) {
        WrittenDocs docs =
                written.of(target.version().id(), target.source().id(), () -> written(target));
        context.response().putHeader("Vary", "Accept").putHeader("Cache-Control", "no-cache");
        if (wantsOpenApi(context)) {
            end(context, 200, "application/json", docs.openApi());
        } else {
            context.response().putHeader("Content-Security-Policy", DocsPage.POLICY);
            end(context, 200, "text/html; charset=utf-8", docs.page());
        }
    }

    private WrittenDocs written(SubmissionTarget target) {
        SubmissionDocs docs =
                DocsReader.read(
                        target,
                        definition(target),
                        "%s/flows/%s/sources/%s"
                                .formatted(
                                        publicUrl,
                                        target.version().id().flowId(),
                                        target.source().id()));
        return new WrittenDocs(DocsPage.of(docs), text(OpenApiDocument.of(docs)));
    }

    private static boolean wantsOpenApi(RoutingContext context) {
        String format = context.request().getParam("format");
        if (format != null) {
            return format.equalsIgnoreCase("openapi");
        }
        String accept = context.request().getHeader("Accept");
        String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        return wanted.contains("json") && !wanted.contains("text/html");
    }

    private Map<String, Object> definition(SubmissionTarget target) {
        try {
            return json.readValue(
                    target.version().definition().json().text(),
                    new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A published definition is not JSON");
        }
    }

    private String text(Map<String, Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document cannot be written");
        }
    }

    private static void message(RoutingContext context, int status, String message) {
        end(context, status, "application/json", "{\"message\":\"" + message + "\"}");
    }

    private static void end(RoutingContext context, int status, String type, String body) {
        HttpServerResponse response = context.response();
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(body);
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

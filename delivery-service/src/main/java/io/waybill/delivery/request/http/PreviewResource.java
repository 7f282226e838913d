package io.waybill.delivery.request.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.delivery.reply.Reply;
import io.waybill.delivery.reply.ReplyReader;
import io.waybill.delivery.reply.http.ReplyDocuments;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Format;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.RequestBuilder;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a delivery would send, and what a reply would mean, by the code that live deliveries
 * use. Nothing is sent and nothing is kept.
 */
@Managed
@Path("/api/deliveries")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    /** Stands where a URL is missing: all the rest of the request can be shown without one. */
    private static final String NO_URL = "undefined";

    private final Guard guard;

    @Inject
    PreviewResource(Guard guard) {
        this.guard = guard;
    }

    /**
     * What to build.
     *
     * @param vars the settings of the delivery, the lead and whatever else there is
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ToBuild(@Nullable String format, @Nullable Map<String, @Nullable Object> vars) {

        /** Masked: it holds values of a lead. */
        @Override
        public String toString() {
            return "ToBuild[masked]";
        }
    }

    /** What to read. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ToRead(
            @Nullable Map<String, @Nullable Object> vars,
            @JsonProperty("outgoing_request")
                    @Nullable Map<String, @Nullable Object> outgoingRequest,
            @Nullable Answer reply) {

        /** Masked: it holds values of a lead. */
        @Override
        public String toString() {
            return "ToRead[masked]";
        }
    }

    /** A reply; without a status there was none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Answer(
            @Nullable Integer status,
            @Nullable Map<String, @Nullable Object> headers,
            @Nullable String body) {

        /** Masked: a reply may name a person. */
        @Override
        public String toString() {
            return "Answer[masked]";
        }
    }

    /** The request, or why nothing would be sent: then with the request as far as there is one. */
    @AnyRole
    @POST
    @Path("preview")
    public Map<String, @Nullable Object> preview(ToBuild wanted) {
        String format = wanted.format();
        if (format == null || !DeliverySettings.FORMATS.contains(format)) {
            throw ProblemException.invalid(
                    "format", "must be one of " + String.join(", ", DeliverySettings.FORMATS));
        }
        PreviewedSettings given =
                PreviewedSettings.of(orNone(wanted.vars())).with("format", format);
        String eventId = given.vars().text("event_id");
        Prepared prepared = ReadyRequest.of(given.settings(), given.vars(), eventId, guard);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        if (prepared instanceof ReadyRequest ready) {
            shown.put("request", view(ready.request()));
        } else if (prepared instanceof Prepared.Broken(String reason)) {
            shown.put("skip", reason);
            Map<String, @Nullable Object> request = incomplete(given, eventId);
            if (!request.isEmpty()) {
                shown.put("request", request);
            }
        }
        return shown;
    }

    /** What a reply means. The format is that of the request, where the variables do not say it. */
    @AnyRole
    @POST
    @Path("interpret")
    public Map<String, @Nullable Object> interpret(ToRead wanted) {
        PreviewedSettings given = PreviewedSettings.of(orNone(wanted.vars()));
        boolean named = given.settings().all().containsKey("format");
        if (!named && wasStandard(given, orNone(wanted.outgoingRequest()))) {
            given = given.with("format", "standard");
        }
        Answer answer = wanted.reply();
        Integer status = answer == null ? null : answer.status();
        if (answer == null || status == null) {
            return Map.of("outcome", "error", "reason", "No answer", "price", 0);
        }
        String body = answer.body() == null ? "" : answer.body();
        Reply reply =
                new Reply(
                        status,
                        headers(orNone(answer.headers())),
                        body.substring(0, Math.min(body.length(), Call.KEPT_BYTES)),
                        true);
        Settings settings = given.settings();
        Vars vars = given.vars();
        try {
            return WorkLimit.within(
                            () -> ReplyReader.read(settings, vars, reply, ReplyDocuments::parse))
                    .view();
        } catch (TooMuchWork muchTooMuch) {
            throw ProblemException.invalid("vars", "ask for too much work");
        }
    }

    private static Map<String, @Nullable Object> incomplete(
            PreviewedSettings given, String eventId) {
        try {
            boolean hasUrl = given.settings().text("url", given.vars()).isPresent();
            Settings settings = (hasUrl ? given : given.with("url", "http://" + NO_URL)).settings();
            OutgoingRequest request =
                    WorkLimit.within(() -> build(settings, given.vars(), eventId));
            if (request == null) {
                return Map.of();
            }
            Map<String, @Nullable Object> view = view(request);
            if (!hasUrl) {
                view.put("url", request.url().toString().substring("http://".length()));
            }
            return view;
        } catch (BrokenRequest | TooMuchWork unbuildable) {
            return Map.of();
        }
    }

    private static @Nullable OutgoingRequest build(Settings settings, Vars vars, String eventId) {
        try {
            return RequestBuilder.build(settings, vars, eventId);
        } catch (BrokenRequest unbuildable) {
            return null;
        }
    }

    private static boolean wasStandard(
            PreviewedSettings given, Map<String, @Nullable Object> request) {
        if (request.get("headers") instanceof Map<?, ?> headers
                && headers.get("Accept") instanceof String accept) {
            return accept.replace(" ", "").equals(Format.STANDARD.accept());
        }
        // A lead and an address are all that a standard delivery is made of.
        return given.vars().get("lead") != null
                && List.of("url", "method").containsAll(given.settings().all().keySet());
    }

    private static Map<String, @Nullable Object> view(OutgoingRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.put(header.name(), header.value()));
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("url", request.url().toString());
        view.put("method", request.method());
        view.put("headers", headers);
        view.put("body", request.body().text());
        return view;
    }

    private static List<Header> headers(Map<String, @Nullable Object> given) {
        List<Header> headers = new ArrayList<>();
        given.forEach((name, value) -> {
            List<?> values = value instanceof List<?> several ? several : List.of(text(value));
            values.forEach(one -> headers.add(new Header(name, text(one))));
        });
        return headers;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, @Nullable Object> orNone(
            @Nullable Map<String, @Nullable Object> given) {
        return given == null ? Map.of() : given;
    }
}

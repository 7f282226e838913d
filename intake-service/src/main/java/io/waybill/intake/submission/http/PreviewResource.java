package io.waybill.intake.submission.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.waybill.intake.submission.SubmissionRefused;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what would be read of a submission, or how it would be refused, by the code that reads live
 * ones. It knows of no source, and makes no lead.
 */
@Managed
@Path("/api/submissions/preview")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    /**
     * A submission as it would go over the wire; a call without a method reads. A recorded call may
     * say more of itself than counts here.
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Call(
            @Nullable String method,
            @Nullable String uri,
            @Nullable Map<String, @Nullable Object> headers,
            @Nullable String body) {

        /** Masked: a recorded call is personal data. */
        @Override
        public String toString() {
            return "Call[masked]";
        }
    }

    /** Its fields as they were sent, without types. */
    @AnyRole
    @POST
    public Map<String, Object> preview(Call call) {
        CallReading reading = new CallReading(PreviewedHead.of(call));
        try {
            reading.readManner();
            reading.readHead();
            return Map.of(
                    "vars", reading.readText(call.body() == null ? "" : call.body()).fields());
        } catch (SubmissionRefused refused) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", AnswerWriter.TEXT);
            headers.putAll(AnswerWriter.headersOf(refused.refusal()));
            return Map.of(
                    "rejected_with",
                    Map.of(
                            "status", refused.refusal().status(),
                            "headers", headers,
                            "body", refused.text()));
        }
    }

    private record PreviewedHead(
            String method,
            String path,
            @Nullable String query,
            Map<String, @Nullable Object> headers)
            implements CallReading.Head {

        static PreviewedHead of(Call call) {
            String uri = call.uri() == null ? "" : call.uri();
            int end = uri.indexOf('#');
            String address = end < 0 ? uri : uri.substring(0, end);
            int mark = address.indexOf('?');
            return new PreviewedHead(
                    call.method() == null ? "GET" : call.method(),
                    mark < 0 ? address : address.substring(0, mark),
                    mark < 0 ? null : address.substring(mark + 1),
                    call.headers() == null ? Map.of() : call.headers());
        }

        @Override
        public List<String> headers(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header ->
                            header.getValue() instanceof List<?> several
                                    ? several.stream()
                                    : Stream.ofNullable(header.getValue()))
                    .map(String::valueOf)
                    .toList();
        }
    }
}

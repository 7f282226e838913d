package io.waybill.flowengine.linkedrun.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.linkedrun.RunSelection;
import io.waybill.flowengine.linkedrun.store.RunRequest;
import io.waybill.flowengine.linkedrun.store.RunRequests;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Requests for linked runs between what callers send and see, and what is kept. */
@Singleton
final class RunRequestForm {

    private final ObjectMapper mapper;
    private final InstantSource clock;
    private final String publicUrl;

    RunRequestForm(
            ObjectMapper mapper,
            InstantSource clock,
            @ConfigProperty(name = "waybill.public-url") String publicUrl) {
        this.mapper = mapper;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    RunRequests.Asked asked(FlowOwner owner, @Nullable String key, RunSelection selection) {
        String json = text(selection.toJson());
        return new RunRequests.Asked(
                TimeOrderedIds.next(),
                owner.accountId(),
                owner.correlationId(),
                key,
                digest(json),
                json,
                clock.instant());
    }

    URI location(RunRequest request) {
        return URI.create(publicUrl + "/api/runs/" + request.id());
    }

    Map<String, Object> view(RunRequest request) {
        Map<String, Object> view = new LinkedHashMap<>();
        RunRequest.Progress progress = request.progress();
        view.put("id", request.id().toString());
        view.put("state", progress.endedAt().isPresent() ? "done" : "running");
        view.put("created_at", request.createdAt().toString());
        progress.endedAt().ifPresent(at -> view.put("ended_at", at.toString()));
        view.put("looked_at", progress.lookedAt());
        view.put("made", progress.made());
        view.put("refused", progress.refused());
        view.put("has_more", progress.hasMore());
        if (progress.hasMore()) {
            view.put("continue_from", request.position().toString());
        }
        return view;
    }

    Map<String, Object> view(RunRequest request, Page<RunRequests.Line> lines) {
        Map<String, Object> view = view(request);
        view.put("items", lines.items().stream().map(RunRequestForm::line).toList());
        if (lines.next() != null) {
            view.put("next", lines.next());
        }
        return view;
    }

    private static Map<String, Object> line(RunRequests.Line line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("lead_id", line.leadId().toString());
        line.runId().ifPresent(id -> view.put("run_id", id.toString()));
        line.refusal().ifPresent(why -> view.put("refused", why));
        if (!line.masked().isEmpty()) {
            view.put("masked_fields", line.masked());
        }
        return view;
    }

    private String text(Map<String, Object> json) {
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A selection cannot be written as JSON");
        }
    }

    private static byte[] digest(String json) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(json.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

package io.waybill.feedback.leadfeedback.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.TermsReader;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What versions of flows say of feedback. A version never changes, so that what was read once is
 * kept; the keep is emptied when it is full, which costs less than an exact order of use.
 */
@Singleton
class FlowTerms {

    private static final int MOST_KEPT = 2_000;
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Map<String, Version> kept = new ConcurrentHashMap<>();

    /** A version that is known, with the terms that were asked for. */
    record Version(String flowName, TermsReader reader, Map<String, FeedbackTerms> compiled) {

        FeedbackTerms terms(UUID sourceId, String stepId) {
            return compiled.computeIfAbsent(
                    sourceId + "/" + stepId, _ -> reader.terms(sourceId, stepId));
        }
    }

    /** Empty as long as the version has not arrived. */
    Uni<Optional<Version>> of(Mutiny.Session session, DeliveryRow delivery) {
        String id = FlowVersionRow.id(delivery.flowId, delivery.flowVersion);
        Version known = kept.get(id);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        return session.find(FlowVersionRow.class, id)
                .map(row -> Optional.ofNullable(row).map(this::keep));
    }

    private Version keep(FlowVersionRow row) {
        Version version =
                new Version(
                        row.name,
                        TermsReader.of(object(row.definition), zone(row)),
                        new ConcurrentHashMap<>());
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(row.id, version);
        return version;
    }

    private static Map<String, Object> object(String json) {
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deployed version is no JSON object", e);
        }
    }

    private static ZoneId zone(FlowVersionRow row) {
        try {
            return ZoneId.of(row.zone);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}

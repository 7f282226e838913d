package io.waybill.delivery.request.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.request.OutgoingRequest.Body;
import java.nio.charset.StandardCharsets;

/** Bodies as they go over the wire. */
final class RequestBodies {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private RequestBodies() {}

    static byte[] bytes(Body body) {
        return text(body).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Body body) {
        return switch (body) {
            case Body.Form(String encoded) -> encoded;
            case Body.Json(Object model) -> json(model);
        };
    }

    private static String json(Object model) {
        try {
            return JSON.writeValueAsString(model);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A model of maps and lists is not JSON", impossible);
        }
    }
}

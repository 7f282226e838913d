package io.waybill.flowengine.leadrun.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of submissions, variables and definitions; messages of its failures hold no value. */
final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
    private static final ObjectReader OBJECTS =
            MAPPER.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private Json() {}

    static Map<String, Object> object(byte[] json) {
        try {
            return OBJECTS.readValue(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a JSON object: " + e.getClass().getName());
        }
    }

    static Map<String, Object> object(String json) {
        return object(json.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not to be written: " + e.getClass().getName());
        }
    }
}

package io.waybill.delivery.destination.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Definitions as text: the order of members is kept, numbers are as they were given. */
public final class DefinitionJson {

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private DefinitionJson() {}

    /**
     * @throws IllegalStateException when the text, which was written here, is no object
     */
    public static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored definition is no JSON object");
        }
    }

    public static String write(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("The definition cannot be written as JSON");
        }
    }
}

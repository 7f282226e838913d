package io.waybill.delivery.batch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.settling.AttemptResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Rows of a batch that its receiver did not take, although it took the batch. */
final class Rejected {

    private static final Logger LOG = Logger.getLogger(Rejected.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rejected() {}

    /** Event IDs that the reply names as not taken, in {@code rejected} of what it appends. */
    static Set<UUID> of(AttemptResult result) {
        Set<UUID> rejected = new HashSet<>();
        String appended = result.read().appended();
        if (appended == null) {
            return rejected;
        }
        try {
            JsonNode named = JSON.readTree(appended).path("rejected");
            for (JsonNode one : named.isArray() ? named : List.of(named)) {
                String id = one.isObject() ? one.path("event_id").asText() : one.asText();
                if (id.length() == 36) {
                    rejected.add(UUID.fromString(id));
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException noIds) {
            LOG.debugf("a reply names rows that are none cause=%s", noIds.getClass().getName());
        }
        return rejected;
    }
}

package io.waybill.delivery.destination.http;

import io.waybill.delivery.destination.Destination;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A lead that is only sent to try a destination; nobody's, and marked. */
final class TestLead {

    private static final Map<String, Object> SAMPLE = sample();

    private TestLead() {}

    /**
     * What the templates of a delivery read.
     *
     * @param given fields in place of, or beside, those of the sample
     */
    static Vars vars(Destination destination, UUID eventId, Map<String, Object> given) {
        Map<String, Object> lead = new LinkedHashMap<>(SAMPLE);
        lead.putAll(given);
        lead.put("id", eventId.toString());
        lead.put("is_test", true);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("lead", LeadData.type(lead, FieldCatalogue.standard()));
        all.put("source", Map.of("id", "test", "name", "Test"));
        all.put("flow", Map.of("id", "test", "name", "Test"));
        all.put("account", Map.of("id", destination.accountId().toString()));
        all.put("recipient", Map.of("id", destination.id().toString(), "name", destination.name()));
        all.put("event_id", eventId.toString());
        all.put("price", 0);
        return Vars.of(all);
    }

    private static Map<String, Object> sample() {
        Map<String, Object> lead = new LinkedHashMap<>();
        lead.put("first_name", "Test");
        lead.put("last_name", "Lead");
        lead.put("company", "Test Company");
        lead.put("email", "test.lead@example.com");
        lead.put("phone_1", "512-555-0100");
        lead.put("address_1", "1 Test Street");
        lead.put("city", "Austin");
        lead.put("state", "TX");
        lead.put("postal_code", "78701");
        lead.put("comments", "This is a test lead.");
        return lead;
    }
}

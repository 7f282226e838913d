package io.waybill.reporting.export.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.reporting.lead.EventText;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import io.waybill.reporting.store.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The history of leads in words, one text for each lead. */
final class EventTexts {

    private static final String SQL =
            """
            select record_id, lead_id, stream_id, occurred_at, type, step_id, outcome, facts, reason
            from live.lead_event where lead_id = any (?) and account_id = ?
            order by lead_id, occurred_at, topic, stream_id, sequence
            """;
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String SEPARATOR = " | ";

    private final LeadOpener opener;
    private final Names names;
    private final JsonMapper json = JsonMapper.builder().build();

    EventTexts(LeadOpener opener, Names names) {
        this.opener = opener;
        this.names = names;
    }

    Map<UUID, String> of(Connection connection, UUID account, List<ExportedLead> leads)
            throws SQLException {
        Map<UUID, ExportedLead> byId =
                leads.stream().collect(Collectors.toMap(ExportedLead::id, Function.identity()));
        Map<UUID, List<String>> lines = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, connection.createArrayOf("uuid", byId.keySet().toArray()));
            statement.setObject(2, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID leadId = rows.getObject("lead_id", UUID.class);
                    ExportedLead lead = byId.get(leadId);
                    if (lead != null) {
                        lines.computeIfAbsent(leadId, _ -> new ArrayList<>()).add(line(rows, lead));
                    }
                }
            }
        }
        Map<UUID, String> texts = new HashMap<>();
        lines.forEach((lead, all) -> texts.put(lead, String.join(SEPARATOR, all)));
        return texts;
    }

    private String line(ResultSet row, ExportedLead lead) throws SQLException {
        EventType type = EventType.of(row.getString("type")).orElseThrow();
        Bound reason =
                new Bound(
                        row.getObject("stream_id", UUID.class),
                        row.getObject("record_id", UUID.class),
                        type.recordName() + ".reason");
        String text =
                EventText.of(
                        type,
                        names.step(lead.flowId(), row.getString("step_id")),
                        row.getString("outcome"),
                        opener.text(lead.key(), reason, row.getBytes("reason")),
                        facts(row.getString("facts")));
        return row.getObject("occurred_at", OffsetDateTime.class).toInstant() + " " + text;
    }

    private Map<String, Object> facts(String text) {
        try {
            return json.readValue(text, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are no JSON object", e);
        }
    }
}

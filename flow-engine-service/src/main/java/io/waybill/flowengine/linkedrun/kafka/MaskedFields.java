package io.waybill.flowengine.linkedrun.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.kafka.LinkedRuns;
import io.waybill.language.FieldCatalogue;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Which values of a recorded lead are masks: dob, ssn and credential are never stored, and a linked
 * run has what the ledger has.
 */
@Singleton
final class MaskedFields {

    private static final String DEFINITION =
            "SELECT definition FROM flow_version WHERE flow_id = ? AND version = ?";
    private static final int REMEMBERED = 64;

    private final DataSource dataSource;
    private final ObjectMapper mapper;
    private final Map<String, FieldCatalogue> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, FieldCatalogue> eldest) {
                    return size() > REMEMBERED;
                }
            };

    MaskedFields(DataSource dataSource, ObjectMapper mapper) {
        this.dataSource = dataSource;
        this.mapper = mapper;
    }

    /** Paths of the masked values of a lead, by the fields of the version that it ran on. */
    List<String> of(Lead lead) throws SQLException {
        return LinkedRuns.masked(fields(lead.flowId(), lead.flowVersion()), lead.data());
    }

    private synchronized FieldCatalogue fields(UUID flowId, int version) throws SQLException {
        String key = flowId + "/" + version;
        FieldCatalogue fields = known.get(key);
        if (fields == null) {
            fields = read(flowId, version);
            known.put(key, fields);
        }
        return fields;
    }

    private FieldCatalogue read(UUID flowId, int version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DEFINITION)) {
            select.setObject(1, flowId);
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? fields(row.getString(1)) : FieldCatalogue.standard();
            }
        }
    }

    private FieldCatalogue fields(String definition) {
        try {
            Map<String, Object> json =
                    mapper.readValue(
                            definition, new TypeReference<LinkedHashMap<String, Object>>() {});
            return FlowReader.read(json) instanceof FlowReader.Result.Sound(FlowDefinition sound)
                    ? sound.fields()
                    : FieldCatalogue.standard();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored definition is not JSON");
        }
    }
}

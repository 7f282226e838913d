package io.waybill.reporting.export.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.reporting.export.Cells;
import io.waybill.reporting.export.FieldColumns;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.LeadView;
import io.waybill.reporting.projection.store.LiveTables;
import io.waybill.reporting.store.Conditions;
import io.waybill.reporting.store.LeadConditions;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.Names;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Leads as CSV, one row for each, oldest first. The leads are read twice in one snapshot: the
 * header names the fields that they have, and field names are known only when the submissions are
 * opened. Fields without a column stand together in the last one, as JSON. Leads never fill the
 * memory beyond one chunk.
 */
@Singleton
public final class LeadExport {

    private static final int CHUNK = 200;
    // A submission may have 256 KiB: what is in memory at once is counted in bytes too.
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int FETCHED = 25;
    private static final String OTHER = "other";
    private static final List<String> COLUMNS =
            List.of(
                    "lead_id",
                    "received_at",
                    "completed_at",
                    "flow_id",
                    "flow",
                    "source_id",
                    "source",
                    "outcome",
                    "reason",
                    "price",
                    "revenue",
                    "currency",
                    "test",
                    "erased_at",
                    "events");
    private static final String LEADS =
            """
            select l.lead_id, l.flow_id, l.source_id, l.received_at, l.completed_at, l.outcome,
                l.price, l.revenue, l.currency, l.test, l.data, l.data_record, l.reason,
                l.reason_record, octet_length(l.data) as bytes, k.wrapped_key, k.master_key_id,
                k.erased_at
            from live.lead l left join live.lead_key k on k.lead_id = l.lead_id
            """;
    private static final String ORDER = " order by l.received_at, l.lead_id";

    private final LiveTables tables;
    private final LeadOpener opener;
    private final JsonMapper json = JsonMapper.builder().build();

    LeadExport(LiveTables tables, LeadOpener opener) {
        this.tables = tables;
        this.opener = opener;
    }

    /** Writes the account's leads; blocks until all are written. */
    public void write(UUID account, LeadFilter filter, Appendable out)
            throws SQLException, IOException {
        try (Connection connection = tables.live().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
            Export export =
                    new Export(
                            connection,
                            account,
                            LeadConditions.SQL.of(account, filter),
                            Names.of(connection, account));
            export.write(out);
            connection.rollback();
        }
    }

    /** What is done with each chunk of leads. */
    private interface ChunkReader {
        void read(List<ExportedLead> chunk) throws SQLException, IOException;
    }

    private final class Export {

        private final Connection connection;
        private final UUID account;
        private final Conditions where;
        private final Names names;

        Export(Connection connection, UUID account, Conditions where, Names names) {
            this.connection = connection;
            this.account = account;
            this.where = where;
            this.names = names;
        }

        void write(Appendable out) throws SQLException, IOException {
            FieldColumns fields = new FieldColumns();
            chunks(chunk ->
                    chunk.forEach(lead -> fields.add(Cells.fields(lead.fields()).keySet())));
            CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
            csv.printRecord(header(fields));
            EventTexts events = new EventTexts(opener, names);
            chunks(chunk -> {
                Map<UUID, String> texts = events.of(connection, account, chunk);
                for (ExportedLead lead : chunk) {
                    csv.printRecord(row(lead, texts.get(lead.id()), fields));
                }
            });
            csv.flush();
        }

        private static List<String> header(FieldColumns fields) {
            List<String> header = new ArrayList<>(COLUMNS);
            fields.names().forEach(field -> header.add(Cells.neutral("lead." + field)));
            if (fields.others()) {
                header.add(OTHER);
            }
            return header;
        }

        private List<String> row(ExportedLead lead, @Nullable String events, FieldColumns fields)
                throws IOException {
            String outcome = lead.result().outcome();
            List<String> cells = new ArrayList<>();
            cells.add(lead.id().toString());
            cells.add(text(lead.times().receivedAt()));
            cells.add(text(lead.times().completedAt()));
            cells.add(lead.flowId().toString());
            cells.add(Cells.neutral(names.flow(lead.flowId()).name()));
            cells.add(lead.sourceId().toString());
            cells.add(Cells.neutral(names.source(lead.flowId(), lead.sourceId()).name()));
            cells.add(outcome == null ? LeadView.PENDING : outcome);
            cells.add(Cells.neutral(lead.reason()));
            cells.add(text(lead.result().price()));
            cells.add(text(lead.result().revenue()));
            cells.add(text(lead.result().currency()));
            cells.add(Boolean.toString(lead.result().test()));
            cells.add(text(lead.times().erasedAt()));
            cells.add(text(events));
            SortedMap<String, String> values = Cells.fields(lead.fields());
            fields.names().forEach(field -> cells.add(Cells.neutral(values.get(field))));
            if (fields.others()) {
                SortedMap<String, String> rest = fields.rest(values);
                cells.add(rest.isEmpty() ? "" : json.writeValueAsString(rest));
            }
            return cells;
        }

        private void chunks(ChunkReader reader) throws SQLException, IOException {
            String sql = LEADS + where.jdbcText() + ORDER;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCHED);
                where.bind(statement);
                try (ResultSet rows = statement.executeQuery()) {
                    List<ExportedLead> chunk = new ArrayList<>(CHUNK);
                    int bytes = 0;
                    while (rows.next()) {
                        chunk.add(ExportedLead.read(rows, opener));
                        bytes += rows.getInt("bytes");
                        if (chunk.size() == CHUNK || bytes >= CHUNK_BYTES) {
                            reader.read(chunk);
                            chunk.clear();
                            bytes = 0;
                        }
                    }
                    if (!chunk.isEmpty()) {
                        reader.read(chunk);
                    }
                }
            }
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }
}

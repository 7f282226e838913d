package io.waybill.delivery.settling.store;

import io.waybill.delivery.v1.AttemptEnded;
import java.sql.SQLException;
import java.util.Locale;

/** An attempt as it is kept for reading; what is sealed stays as the record has it. */
record AttemptRow(AttemptEnded record) {

    void bind(Columns columns) throws SQLException {
        columns.id(record.getMeta().getStreamId());
        columns.integer(record.getAttempt());
        columns.id(record.getMeta().getRecordId());
        columns.time(record.getMeta().getOccurredAt());
        columns.text(record.getOutcome().name().toLowerCase(Locale.ROOT));
        columns.integer(record.getStatus());
        columns.number(record.getLatencyMicros());
        columns.bytes(record.getRequest());
        columns.bytes(record.getReply());
        columns.bytes(record.getReason());
    }
}

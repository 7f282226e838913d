package io.waybill.delivery.batch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A batch whose rows and name are settled, claimed by this process.
 *
 * @param attempts with the one that is about to be made
 * @param interrupted whoever claimed it before is gone: it may have gone out
 * @param claim proves that it is still this process's
 */
record MadeBatch(
        UUID id,
        UUID accountId,
        UUID destinationId,
        long number,
        String fileName,
        Instant madeAt,
        int rows,
        int attempts,
        boolean interrupted,
        UUID claim) {

    static MadeBatch of(ResultSet row, UUID claim) throws SQLException {
        return new MadeBatch(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("destination_id", UUID.class),
                row.getLong("number"),
                row.getString("file_name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getInt("rows"),
                row.getInt("attempts"),
                row.getBoolean("interrupted"),
                claim);
    }
}

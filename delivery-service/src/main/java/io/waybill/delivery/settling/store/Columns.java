package io.waybill.delivery.settling.store;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of a statement one after the other. Nulls keep their type, so that all rows
 * of a batch are one prepared statement to the server.
 */
final class Columns {

    private final PreparedStatement statement;
    private int index;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    void id(@Nullable UUID value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.OTHER, "uuid");
        } else {
            statement.setObject(index, value);
        }
    }

    void text(@Nullable String value) throws SQLException {
        index++;
        statement.setString(index, value);
    }

    void number(long value) throws SQLException {
        index++;
        statement.setLong(index, value);
    }

    void integer(@Nullable Integer value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, value);
        }
    }

    void money(@Nullable BigDecimal value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.NUMERIC);
        } else {
            statement.setBigDecimal(index, value);
        }
    }

    void flag(@Nullable Boolean value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.BOOLEAN);
        } else {
            statement.setBoolean(index, value);
        }
    }

    void time(@Nullable Instant value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, value.atOffset(ZoneOffset.UTC));
        }
    }

    void bytes(@Nullable ByteBuffer value) throws SQLException {
        index++;
        if (value == null) {
            statement.setNull(index, Types.BINARY);
        } else {
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            statement.setBytes(index, bytes);
        }
    }
}

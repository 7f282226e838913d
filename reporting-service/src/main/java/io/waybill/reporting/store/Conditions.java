package io.waybill.reporting.store;

import io.waybill.servicekit.paging.Cursor;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The conditions of a query, joined by {@code and}, with their named parameters in order. */
public final class Conditions {

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Adds a condition that has no parameter. */
    public Conditions and(String text) {
        texts.add(text);
        return this;
    }

    /** Adds a condition with its one parameter, unless the value is null. */
    public Conditions and(String text, String parameter, @Nullable Object value) {
        if (value != null) {
            texts.add(text);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Continues a list, newest first, behind the row that the cursor names. */
    public Conditions after(String time, String id, Cursor cursor) {
        parameters.put("afterTime", cursor.time(0));
        parameters.put("afterId", cursor.id(1));
        return and(
                "(%1$s < :afterTime or %1$s = :afterTime and %2$s < :afterId)".formatted(time, id));
    }

    /** The {@code where} clause with named parameters. */
    public String text() {
        return " where " + String.join(" and ", texts);
    }

    /** The {@code where} clause with question marks, for JDBC; not after {@link #after}. */
    public String jdbcText() {
        return text().replaceAll(":\\w+", "?");
    }

    public <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    public void bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (Object value : parameters.values()) {
            statement.setObject(
                    index++,
                    value instanceof Instant time
                            ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC)
                            : value);
        }
    }
}

package io.waybill.partner.account.http;

import io.waybill.servicekit.paging.Cursor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists here are sorted by id. */
public final class Cursors {

    private Cursors() {}

    public static Optional<UUID> after(@Nullable String text) {
        return Optional.ofNullable(Cursor.parse(text, 1)).map(cursor -> cursor.id(0));
    }
}

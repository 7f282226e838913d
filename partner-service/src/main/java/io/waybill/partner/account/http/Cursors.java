package io.waybill.partner.account.http;

import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists here are sorted by id. */
final class Cursors {

    private Cursors() {}

    static Optional<UUID> after(@Nullable String text) {
        Cursor cursor = Cursor.parse(text, 1);
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(cursor.parts().getFirst()));
        } catch (IllegalArgumentException foreign) {
            throw ProblemException.invalid("cursor", "is not a cursor of this list");
        }
    }
}

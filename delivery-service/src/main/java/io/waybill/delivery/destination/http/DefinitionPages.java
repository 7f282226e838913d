package io.waybill.delivery.destination.http;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.store.DefinitionKind;
import io.waybill.delivery.destination.store.DefinitionReads;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.delivery.destination.store.HistoryEntry;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Definitions and their history, page by page. */
public final class DefinitionPages {

    private DefinitionPages() {}

    /** An account's definitions of a kind, in the order of their creation. */
    public static Uni<Page<DefinitionView>> list(
            DefinitionReads reads,
            UUID accountId,
            DefinitionKind kind,
            @Nullable Integer limit,
            @Nullable String cursor) {
        int most = Page.limit(limit);
        Optional<UUID> after = Optional.ofNullable(Cursor.parse(cursor, 1)).map(c -> c.id(0));
        return reads.list(accountId, kind, after, most + 1)
                .map(rows -> Page.of(rows, most, view -> Cursor.of(view.id().toString())));
    }

    public static Uni<Page<HistoryEntry>> history(
            DefinitionReads reads,
            Uni<Optional<DefinitionView>> definition,
            @Nullable Integer limit,
            @Nullable String cursor) {
        int most = Page.limit(limit);
        long before =
                Optional.ofNullable(Cursor.parse(cursor, 1))
                        .map(c -> sequence(c.parts().getFirst()))
                        .orElse(Long.MAX_VALUE);
        return definition.chain(found -> {
            DefinitionView view = found.orElseThrow(() -> ProblemException.notFound("definition"));
            return reads.history(view.id(), before, most + 1)
                    .map(rows ->
                            Page.of(
                                    rows,
                                    most,
                                    entry -> Cursor.of(Long.toString(entry.revision()))));
        });
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            throw ProblemException.invalid("cursor", "is not a cursor of this list");
        }
    }
}

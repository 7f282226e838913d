package io.waybill.feedback.imports.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.store.ImportReads.Result;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as its owner sees it.
 *
 * @param state open, running, held or done
 * @param errors rows that could not be read, or that came to an error
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
        UUID id,
        String name,
        @Nullable String type,
        String state,
        Instant createdAt,
        @Nullable Instant endedAt,
        long rows,
        long done,
        long succeeded,
        long failed,
        long errors) {

    static ImportView of(FeedbackImport found) {
        FeedbackImport.Progress progress = found.progress();
        return new ImportView(
                found.id(),
                found.label().name(),
                found.label().type().orElse(null),
                found.state().name().toLowerCase(Locale.ROOT),
                found.label().createdAt(),
                progress.endedAt().orElse(null),
                progress.rows(),
                progress.done(),
                progress.succeeded(),
                progress.failed(),
                progress.broken());
    }

    /** What became of a row. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            int part,
            int line,
            String eventId,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable String reason) {

        static Row of(Result result) {
            return new Row(
                    result.place().part(),
                    result.place().line(),
                    result.eventId(),
                    result.outcome().orElse(null),
                    result.code().orElse(null),
                    result.answer().orElse(null));
        }
    }
}

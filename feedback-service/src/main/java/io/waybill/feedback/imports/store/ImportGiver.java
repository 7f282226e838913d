package io.waybill.feedback.imports.store;

import io.quarkus.vertx.VertxContextSupport;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.ImportRow;
import io.waybill.feedback.imports.store.ImportWork.Row;
import io.waybill.feedback.imports.store.RowResult.Done;
import io.waybill.feedback.imports.store.RowResult.Later;
import io.waybill.feedback.imports.store.RowResult.Pending;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.leadfeedback.desk.FeedbackDesk;
import io.waybill.feedback.leadfeedback.store.Call;
import io.waybill.feedback.leadfeedback.store.Proof;
import io.waybill.feedback.leadfeedback.store.Recorded;
import io.waybill.feedback.leadfeedback.store.Recorded.Outcome;
import io.waybill.feedback.terms.FeedbackType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives the feedback of a row, as if it had been called in by the account. The row names the
 * feedback's id, so that a row that is done again after a crash is the same feedback. Sources are
 * not waited for.
 */
@Singleton
class ImportGiver {

    private static final Logger LOG = Logger.getLogger(ImportGiver.class);
    private static final Done UNKNOWN =
            Done.error("feedback.event-unknown", "There is no such event");

    /** What was delivered before a file was made is read by so much later. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 8;
    private static final int MOST_TRIES = 10;

    private final FeedbackDesk desk;
    private final InstantSource clock;

    ImportGiver(FeedbackDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Blocks. What goes wrong with one row is the row's, and holds up no other. */
    RowResult give(FeedbackImport of, Row row) throws InterruptedException {
        ImportRow content = row.content();
        if (content.flaw().isPresent()) {
            return Done.error("feedback.row-unreadable", content.flaw().get());
        }
        Optional<UUID> eventId = content.event();
        if (eventId.isEmpty()) {
            return UNKNOWN;
        }
        Call call = call(of, eventId.get(), row);
        try {
            return result(of, row, VertxContextSupport.subscribeAndAwait(() -> desk.giveNow(call)));
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable failure) {
            LOG.warnf(
                    "row of an import is not given import=%s part=%d line=%d cause=%s",
                    of.id(), row.part(), content.line(), failure.getClass().getName());
            return again(row, "It could not be recorded");
        }
    }

    /** What a row that waits for its source has come to by now. */
    RowResult answer(Row row, UUID feedbackId, boolean isLate) throws InterruptedException {
        UUID eventId = row.content().event().orElseThrow();
        try {
            Recorded recorded =
                    VertxContextSupport.subscribeAndAwait(() -> desk.answer(eventId, feedbackId));
            if (recorded instanceof Recorded.Committed done && done.outcome() != Outcome.PENDING) {
                return done(done);
            }
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable failure) {
            LOG.warnf("answer of a source is not read cause=%s", failure.getClass().getName());
        }
        return isLate
                ? Done.error("feedback.not-answered", "The source has not answered in time")
                : new Pending(feedbackId);
    }

    private Call call(FeedbackImport of, UUID eventId, Row row) {
        ImportRow content = row.content();
        Map<String, String> values = new HashMap<>(content.values());
        values.remove(ImportRow.REASON);
        GiveFeedback given =
                new GiveFeedback(
                        RecordIds.derived(of.id(), row.part() + "/" + content.line()),
                        FeedbackType.named(content.type()),
                        content.reason().map(Reason::new),
                        new Values(values),
                        clock.instant());
        return new Call(
                eventId,
                given,
                Proof.NONE,
                Optional.empty(),
                new Call.Origin(of.correlation(), true, 0, Optional.of(of.accountId())));
    }

    private RowResult result(FeedbackImport of, Row row, Recorded recorded) {
        return switch (recorded) {
            case Recorded.Committed committed ->
                    committed.outcome() == Outcome.PENDING
                            ? new Pending(committed.feedbackId())
                            : done(committed);
            case Recorded.UnknownEvent _ ->
                    desk.knowsAllUntil(of.label().createdAt().plus(ON_ITS_WAY))
                            ? UNKNOWN
                            : new Later(FIRST_PAUSE, false);
            case Recorded.AccessDenied _ -> UNKNOWN;
            case Recorded.OtherContent _ ->
                    Done.error("feedback.not-recorded", "Another feedback has the id of this row");
            case Recorded.NotYetKnown _, Recorded.LeadNeeded _ ->
                    again(row, "The lead's data have not arrived by now");
        };
    }

    private static RowResult again(Row row, String why) {
        return row.tries() < MOST_TRIES
                ? new Later(FIRST_PAUSE.multipliedBy(1L << Math.min(row.tries(), DOUBLINGS)), true)
                : Done.error("feedback.not-recorded", why);
    }

    private static Done done(Recorded.Committed committed) {
        return new Done(
                committed.outcome().name().toLowerCase(Locale.ROOT),
                Optional.empty(),
                committed.reason());
    }
}

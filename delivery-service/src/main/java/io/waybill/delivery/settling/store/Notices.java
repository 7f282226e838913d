package io.waybill.delivery.settling.store;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Escalation;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Transports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells people by e-mail how a destination fares, as its escalation says. It is sent once and not
 * tried again: what has happened stands on the ledger.
 */
@Singleton
final class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Destinations destinations;
    private final Transports transports;
    private final InstantSource clock;
    private final NoticeRate rate = new NoticeRate();

    @Inject
    Notices(Destinations destinations, Transports transports, InstantSource clock) {
        this.destinations = destinations;
        this.transports = transports;
        this.clock = clock;
    }

    /**
     * @param others whether others are told, too
     */
    void troubled(UUID account, UUID destination, int failures, boolean others) {
        destinations
                .find(account, destination)
                .ifPresent(found ->
                        send(
                                found,
                                "troubled " + others,
                                others ? others(found) : found.escalation().first(),
                                "Deliveries to \"%s\" fail".formatted(found.name()),
                                """
                                The last %d attempts to deliver to the destination "%s" have failed.
                                If it goes on like this it is paused; what is for it is held then.
                                """
                                        .formatted(failures, found.name())));
    }

    void paused(UUID account, UUID destination, int failures) {
        destinations
                .find(account, destination)
                .ifPresent(found ->
                        send(
                                found,
                                "paused",
                                all(found),
                                "The destination \"%s\" is paused".formatted(found.name()),
                                """
                                The last %d attempts to deliver to the destination "%s" have failed.
                                What is for it is held. It is probed now and then, and goes on once
                                it answers.
                                """
                                        .formatted(failures, found.name())));
    }

    void resumed(UUID account, UUID destination) {
        destinations
                .find(account, destination)
                .ifPresent(found ->
                        send(
                                found,
                                "resumed",
                                all(found),
                                "The destination \"%s\" answers again".formatted(found.name()),
                                "What was held for it is sent now.\n"));
    }

    void batchFailed(Destination destination, String fileName, int rows) {
        send(
                destination,
                "batch",
                all(destination),
                "A batch for \"%s\" was not taken".formatted(destination.name()),
                """
                The file %s with %d leads could not be handed over to the destination "%s", and is
                not tried again by itself. Look at it, and send it again, where its batches are
                listed.
                """
                        .formatted(fileName, rows, destination.name()));
    }

    private static List<String> others(Destination destination) {
        return destination.escalation().others();
    }

    private static List<String> all(Destination destination) {
        Escalation escalation = destination.escalation();
        List<String> all = new ArrayList<>(escalation.first());
        escalation.others().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return all;
    }

    /** Not more often than people can read it. */
    private void send(
            Destination about, String kind, List<String> to, String subject, String text) {
        if (to.isEmpty() || !rate.allows(about.id(), kind, clock.instant())) {
            return;
        }
        Letter letter =
                new Letter(
                        "<" + UUID.randomUUID() + "@waybill.invalid>",
                        to,
                        subject,
                        Optional.of(text),
                        Optional.empty(),
                        List.of());
        var unused =
                transports
                        .send(letter, LIMIT)
                        .exceptionally(failure -> {
                            LOG.errorf(
                                    "a notice could not be sent cause=%s",
                                    failure.getClass().getName());
                            return notSent();
                        })
                        .thenAccept(Notices::check);
    }

    private static AttemptResult notSent() {
        return AttemptResult.withoutReply(AttemptOutcome.ERROR, LIMIT, "not sent");
    }

    private static void check(AttemptResult result) {
        if (result.outcome() != AttemptOutcome.SUCCESS) {
            LOG.warnf("a notice was not taken outcome=%s", result.outcome());
        }
    }
}

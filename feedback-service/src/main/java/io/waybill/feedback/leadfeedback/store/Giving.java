package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.feedback.leadfeedback.FeedbackCommand;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.LeadFeedback;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.leadfeedback.store.Recorded.Committed;
import io.waybill.feedback.leadfeedback.store.Recorded.Outcome;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.Sending;
import io.waybill.language.Vars;
import io.waybill.servicekit.store.ReactiveEvents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** One call about a delivery of which all is known, inside its transaction. */
final class Giving {

    private final Mutiny.Session session;
    private final DeliveryRow delivery;
    private final Version version;
    private final Optional<SendingRequest.Key> key;
    private final FeedbackTerms terms;

    /**
     * @param key the lead's; empty once the lead is erased: then nobody is told of it any more
     */
    Giving(
            Mutiny.Session session,
            DeliveryRow delivery,
            Version version,
            Optional<SendingRequest.Key> key) {
        this.session = session;
        this.delivery = delivery;
        this.version = version;
        this.key = key;
        FeedbackTerms asked = version.terms(delivery.sourceId, delivery.stepId);
        this.terms = key.isPresent() ? asked : asked.withoutSendings();
    }

    /** Whether rules or sending read the lead, and it has not been asked for. */
    boolean lacksLead(Call call) {
        return key.isPresent()
                && call.lead().isEmpty()
                && call.given().type().filter(terms::readsLead).isPresent();
    }

    Recorded leadNeeded() {
        return delivery.place()
                .<Recorded>map(place -> new Recorded.LeadNeeded(place, key.orElseThrow().open()))
                .orElseGet(Recorded.NotYetKnown::new);
    }

    Uni<Recorded> record(Call call) {
        GiveFeedback given = call.given();
        return readings(given, vars(call, given))
                .map(readings ->
                        decided(
                                new FeedbackCommand.Give(given, readings, call.origin().hops()),
                                delivery.state(terms)))
                .chain(events -> write(events, call));
    }

    private Vars vars(Call call, GiveFeedback given) {
        return call.lead()
                .map(lead -> FeedbackVars.of(delivery, version, lead, given))
                .orElseGet(Vars::empty);
    }

    private Uni<FeedbackCommand.Readings> readings(GiveFeedback given, Vars vars) {
        return quotas(given)
                .map(Quotas::read)
                .orElseGet(() -> Uni.createFrom().item(Quotas.Readings.NONE))
                .map(read -> new FeedbackCommand.Readings(vars, read.ofStep(), read.ofSource()));
    }

    private Optional<Quotas> quotas(GiveFeedback given) {
        return given.type().map(type -> new Quotas(session, delivery, terms, type, given.at()));
    }

    static List<FeedbackEvent> decided(FeedbackCommand command, LeadFeedback state) {
        return switch (LeadFeedback.decide(command, state)) {
            case Decision.Accepted<FeedbackEvent, Void>(List<FeedbackEvent> events) -> events;
            case Decision.Refused<FeedbackEvent, Void> _ ->
                    throw new IllegalStateException(
                            "What is asked of a known delivery leaves an event");
        };
    }

    private Uni<Recorded> write(List<FeedbackEvent> events, Call call) {
        FeedbackEvent.Given event = (FeedbackEvent.Given) events.getFirst();
        Committed answer = answer(event);
        Optional<DataKey> open = key.map(SendingRequest.Key::open);
        FeedbackRows rows = new FeedbackRows(session, delivery);
        FeedbackRecords records =
                new FeedbackRecords(
                        delivery, call.origin().correlation(), event.given().type(), open);
        return ReactiveEvents.append(
                        session, delivery.eventId, delivery.version, records.of(events))
                .chain(() -> rows.insert(event, call.given(), answer, open))
                .chain(() -> rows.reversals(events))
                .chain(() ->
                        event instanceof FeedbackReceived received
                                ? taken(received, rows, call)
                                : Uni.createFrom().voidItem())
                .replaceWith(answer);
    }

    /** The source is told what was recorded, in its own spelling of the reason. */
    private Uni<Void> taken(FeedbackReceived received, FeedbackRows rows, Call call) {
        UUID correlation = call.origin().correlation();
        Uni<Void> counted =
                quotas(received.given())
                        .map(Quotas::count)
                        .orElseGet(() -> Uni.createFrom().voidItem());
        if (received.sending().isEmpty()) {
            return counted;
        }
        Sending sending = received.sending().get();
        Uni<Void> noted = counted.chain(() -> rows.sending(received, sending, correlation));
        return noted.chain(() ->
                ReactiveEvents.enqueue(
                        session,
                        List.of(
                                new SendingRequest(
                                                delivery,
                                                received.feedbackId(),
                                                sending,
                                                key.orElseThrow(),
                                                call.origin().hops())
                                        .record(
                                                version.reader().sourceName(delivery.sourceId),
                                                vars(call, received.given()),
                                                correlation,
                                                received.at()))));
    }

    private Committed answer(FeedbackEvent.Given event) {
        return switch (event) {
            case FeedbackReceived received ->
                    new Committed(
                            event.feedbackId(),
                            delivery.leadId,
                            received.sending().filter(s -> s.when() == Sending.When.NOW).isPresent()
                                    ? Outcome.PENDING
                                    : Outcome.SUCCESS,
                            Optional.empty());
            case FeedbackRefused refused ->
                    new Committed(
                            event.feedbackId(),
                            delivery.leadId,
                            Outcome.FAILURE,
                            Optional.of(refused.refusal().words()));
        };
    }
}

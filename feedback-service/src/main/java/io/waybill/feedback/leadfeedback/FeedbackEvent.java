package io.waybill.feedback.leadfeedback;

/** What is recorded of a call: it was taken, or turned away. Both are facts that somebody reads. */
public sealed interface FeedbackEvent {

    GiveFeedback given();

    record FeedbackReceived(GiveFeedback given) implements FeedbackEvent {}

    record FeedbackRefused(GiveFeedback given, FeedbackRefusal refusal) implements FeedbackEvent {}
}

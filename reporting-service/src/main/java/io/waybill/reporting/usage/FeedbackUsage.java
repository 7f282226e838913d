package io.waybill.reporting.usage;

/**
 * Feedback that was handled, by when it happened, test leads left out.
 *
 * @param received calls and rows of files about deliveries, taken or refused
 * @param sent what sources were told and have answered, whatever they said; a source's system that
 *     broke or was not reached is not counted
 */
public record FeedbackUsage(long received, long sent) {}

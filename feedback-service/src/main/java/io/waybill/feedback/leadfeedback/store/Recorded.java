package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.FeedbackEvent;
import java.util.UUID;

/** How one try to record a feedback ended. */
public sealed interface Recorded {

    /** The event is committed and on its way to its topic. */
    record Committed(FeedbackEvent event, UUID leadId) implements Recorded {}

    /** No delivery has this event id, as far as is known by now. */
    record UnknownEvent() implements Recorded {}

    /** The lead's data key has not arrived by now, and the reason cannot be sealed without it. */
    record KeyNotKnown() implements Recorded {}
}

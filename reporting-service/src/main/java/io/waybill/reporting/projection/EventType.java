package io.waybill.reporting.projection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The events that make up a lead's timeline. */
public enum EventType {
    LEAD_RECEIVED("LeadReceived"),
    LEAD_ACCEPTED("LeadAccepted"),
    LEAD_REFUSED("LeadRefused"),
    FILTER_PASSED("FilterPassed"),
    FILTER_STOPPED("FilterStopped"),
    STEP_SKIPPED("StepSkipped"),
    DATA_APPENDED("DataAppended"),
    LOOKUP_REQUESTED("LookupRequested"),
    RECIPIENT_CHOSEN("RecipientChosen"),
    NOBODY_CHOSEN("NobodyChosen"),
    CONNECTION_READ("ConnectionRead"),
    DELIVERY_REQUESTED("DeliveryRequested"),
    STEP_SETTLED("StepSettled"),
    STEP_KEPT("StepKept"),
    LEAD_COMPLETED("LeadCompleted"),
    LEAD_CLOSED("LeadClosed"),
    DUPLICATE_KEY_SEEN("DuplicateKeySeen"),
    DELIVERY_ACCEPTED("DeliveryAccepted"),
    ATTEMPT_STARTED("AttemptStarted"),
    ATTEMPT_ENDED("AttemptEnded"),
    DELIVERY_SETTLED("DeliverySettled"),
    REDELIVERY_PLANNED("RedeliveryPlanned"),
    DELIVERY_GIVEN_UP("DeliveryGivenUp"),
    DELIVERY_RECONCILED("DeliveryReconciled"),
    BATCH_ROW_ENDED("BatchRowEnded"),
    SALE_RECONCILED("SaleReconciled"),
    FEEDBACK_RECEIVED("FeedbackReceived"),
    FEEDBACK_REFUSED("FeedbackRefused"),
    FEEDBACK_SENT("FeedbackSent"),
    FEEDBACK_SEND_FAILED("FeedbackSendFailed"),
    REVENUE_REVERSED("RevenueReversed"),
    COST_REVERSED("CostReversed"),
    LEAD_OFFERED("LeadOffered");

    private final String recordName;

    EventType(String recordName) {
        this.recordName = recordName;
    }

    /** Name of the record in the schemas; part of what its sealed fields are bound to. */
    public String recordName() {
        return recordName;
    }

    /** As the API and the tables write it: {@code lead_received}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EventType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}

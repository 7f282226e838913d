package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.EVENT_ID;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.SETTLE_BY;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DestinationPaused;
import io.waybill.delivery.v1.DestinationResumed;
import io.waybill.delivery.v1.DestinationTroubled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What follows when a delivery does not end with its settling, and where a destination fails. */
final class LaterSamples {

    private static final UUID DESTINATION = UUID.fromString("0199a1f0-0000-7000-8000-0000000000d1");
    private static final UUID HEALTH = UUID.fromString("0199a1f0-0000-5000-8000-0000000000d1");
    private static final String ITSELF = "service:delivery";

    private LaterSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                redeliveryPlanned(),
                deliveryGivenUp(),
                destinationTroubled(),
                destinationPaused(),
                destinationResumed());
    }

    private static RedeliveryPlanned redeliveryPlanned() {
        return RedeliveryPlanned.newBuilder()
                .setMeta(meta(EVENT_ID, 5))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setDueAt(NOW)
                .setUntil(SETTLE_BY)
                .setDoubtful(true)
                .setBy(ITSELF)
                .build();
    }

    private static DeliveryGivenUp deliveryGivenUp() {
        return DeliveryGivenUp.newBuilder()
                .setMeta(meta(EVENT_ID, 8))
                .setLeadId(LEAD)
                .setStepId(STEP)
                .setAttempts(10)
                .setCertain(false)
                .setReason(sealed("no connection"))
                .build();
    }

    private static DestinationTroubled destinationTroubled() {
        return DestinationTroubled.newBuilder()
                .setMeta(meta(HEALTH, 1))
                .setDestinationId(DESTINATION)
                .setFailures(5)
                .setOthers(false)
                .build();
    }

    private static DestinationPaused destinationPaused() {
        return DestinationPaused.newBuilder()
                .setMeta(meta(HEALTH, 2))
                .setDestinationId(DESTINATION)
                .setFailures(20)
                .setProbeAt(SETTLE_BY)
                .setBy(ITSELF)
                .build();
    }

    private static DestinationResumed destinationResumed() {
        return DestinationResumed.newBuilder()
                .setMeta(meta(HEALTH, 3))
                .setDestinationId(DESTINATION)
                .setBy(ITSELF)
                .build();
    }
}

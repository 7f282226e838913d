package io.waybill.delivery.settling.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.settling.RetryPolicy;
import io.waybill.delivery.settling.Terms;
import io.waybill.delivery.settling.Terms.Further;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.language.Retry;
import io.waybill.language.RetryReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What holds for a delivery: the step's rules, else the destination's, else the standard ones. */
@Singleton
final class Agreements {

    private static final Logger LOG = Logger.getLogger(Agreements.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Destinations destinations;
    private final RetryPolicy standard;

    @Inject
    Agreements(Destinations destinations, DeliveryConfig config) {
        this.destinations = destinations;
        RetryPolicy common = RetryPolicy.standard();
        this.standard =
                new RetryPolicy(
                        common.on(),
                        config.firstRetry(),
                        common.ceiling(),
                        common.attempts(),
                        common.maxAge());
    }

    Terms terms(DeliverLead request, Instant settleBy) {
        Optional<Destination> destination = receiver(request);
        RetryPolicy policy =
                ownRetry(request)
                        .or(() -> destination.map(Destination::retry))
                        .map(RetryPolicy::of)
                        .orElse(standard);
        Instant acceptedAt = settleBy.minusMillis(request.getSettleWithinMillis());
        Instant until = acceptedAt.plus(policy.maxAge());
        return new Terms(
                settleBy,
                request.getRepeatSafe() || destination.filter(Agreements::isRepeatSafe).isPresent(),
                policy,
                until.isBefore(settleBy) ? settleBy : until,
                further(request));
    }

    /** A row of a batch is the same row however often it is added. */
    private static boolean isRepeatSafe(Destination destination) {
        return destination.repeatSafe() || destination.batch().isPresent();
    }

    private static Optional<Retry> ownRetry(DeliverLead request) {
        String json = request.getRetry();
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    RetryReader.read(JSON.readValue(json, Map.class), (key, flaw) -> {}));
        } catch (JsonProcessingException unreadable) {
            LOG.warnf("a step's retry cannot be read delivery=%s", request.getMeta().getStreamId());
            return Optional.empty();
        }
    }

    private static Further further(DeliverLead request) {
        if (request.getFeedbackId() != null) {
            return Further.ALWAYS; // A source is told of a feedback whenever it can be reached.
        }
        if (request.getLookup()) {
            return Further.NEVER;
        }
        return request.getExclusive() ? Further.WHERE_IT_MAY_BE : Further.ALWAYS;
    }

    /** The destination that it goes to, whichever account's it is. */
    private Optional<Destination> receiver(DeliverLead request) {
        PartnerDelivery partner = request.getPartner();
        return partner == null
                ? destinationId(request).flatMap(id -> find(request.getMeta().getAccountId(), id))
                : Optional.ofNullable(partner.getDestinationId())
                        .flatMap(id -> find(partner.getBuyerId(), id));
    }

    /** The destination that a request names; empty where the step has an address of its own. */
    static Optional<UUID> destinationId(DeliverLead request) {
        return Optional.ofNullable(request.getDestinationId());
    }

    Optional<Destination> find(UUID account, UUID id) {
        return destinations.find(account, id);
    }
}

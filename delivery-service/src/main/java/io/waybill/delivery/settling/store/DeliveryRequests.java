package io.waybill.delivery.settling.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.Defect;
import io.waybill.delivery.batch.store.ReadyRow;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Resolution;
import io.waybill.delivery.destination.http.Preparation;
import io.waybill.delivery.partner.InvalidBuyer;
import io.waybill.delivery.partner.Route;
import io.waybill.delivery.partner.http.PartnerPreparation;
import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.language.Vars;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens requests: what they ask for, and the HTTP request that it makes. */
@Singleton
final class DeliveryRequests {

    private static final Logger LOG = Logger.getLogger(DeliveryRequests.class);

    static final String UNREADABLE = "The delivery request could not be opened";
    static final String NO_KEY = "This instance lacks the key that opens the delivery request";
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final MasterKeys masterKeys;
    private final Preparation preparation;
    private final Destinations destinations;
    private final Agreements agreements;
    private final PartnerPreparation partners;
    private final RecordDecoder decoder = new RecordDecoder();

    @Inject
    DeliveryRequests(
            MasterKeys masterKeys,
            Preparation preparation,
            Destinations destinations,
            PartnerPreparation partners,
            Agreements agreements) {
        this.masterKeys = masterKeys;
        this.partners = partners;
        this.destinations = destinations;
        this.preparation = preparation;
        this.agreements = agreements;
    }

    Facts facts(DeliverLead request, Position position, Instant settleBy) {
        Cause cause =
                Cause.at(
                        request.getMeta(),
                        Topic.DELIVERY_REQUESTS.topicName(),
                        position.partition(),
                        position.offset());
        return new Facts(
                cause,
                request.getLeadId(),
                request.getStepId(),
                new WrappedKey(request.getWrappedKey(), request.getMasterKeyId()),
                agreements.terms(request, settleBy));
    }

    /** Never throws for what stands in the request: that is an answer to the seller. */
    Prepared prepare(DeliverLead request) {
        EventMeta meta = request.getMeta();
        try {
            DataKey key =
                    masterKeys.unwrap(
                            new WrappedKey(request.getWrappedKey(), request.getMasterKeyId()));
            Map<String, @Nullable Object> settings =
                    open(key, meta, "DeliverLead.settings", request.getSettings());
            Map<String, @Nullable Object> vars =
                    open(key, meta, "DeliverLead.vars", request.getVars());
            if (request.getPartner() instanceof PartnerDelivery partner) {
                return overConnection(partner, request, Vars.ofPlain(vars));
            }
            return switch (Resolution.of(
                    destinations,
                    meta.getAccountId(),
                    request.getDestinationId(),
                    request.getCredentialId(),
                    present(settings))) {
                case Resolution.Gone(String reason) -> new Prepared.Broken(reason);
                case Resolution.Found found -> prepare(found, request, key, Vars.ofPlain(vars));
            };
        } catch (MasterKeyMissing operatorsMistake) {
            // Only of what was taken over: it is tried again, and another instance may have it.
            return new Prepared.Broken(NO_KEY);
        } catch (SealBroken | JsonProcessingException unreadable) {
            return new Prepared.Broken(UNREADABLE);
        } catch (RuntimeException defect) {
            // One request must not hold up its batch, and has to conclude.
            LOG.errorf(
                    "request cannot be built delivery=%s %s",
                    meta.getStreamId(), Defect.of(defect));
            return new Prepared.Broken(UNREADABLE);
        }
    }

    private Prepared overConnection(PartnerDelivery partner, DeliverLead request, Vars vars) {
        return route(partner)
                .map(route ->
                        partners.prepare(route, request.getMeta().getStreamId().toString(), vars))
                .orElseGet(() -> new Prepared.Broken(InvalidBuyer.NOWHERE.reason()));
    }

    private static Optional<Route> route(PartnerDelivery partner) {
        UUID destination = partner.getDestinationId();
        UUID flow = partner.getFlowId();
        UUID source = partner.getSourceId();
        if (flow != null && source != null) {
            return Optional.of(
                    new Route.ToFlow(
                            partner.getConnectionId(),
                            partner.getBuyerId(),
                            flow,
                            source,
                            partner.getHops()));
        }
        return Optional.ofNullable(destination)
                .map(id ->
                        new Route.ToDestination(
                                partner.getConnectionId(), partner.getBuyerId(), id));
    }

    /** A setting that is null is none. */
    private static Map<String, Object> present(Map<String, @Nullable Object> settings) {
        Map<String, Object> present = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    private Prepared prepare(Resolution.Found found, DeliverLead request, DataKey key, Vars vars) {
        Optional<Destination> gathers =
                found.destination().filter(destination -> destination.batch().isPresent());
        EventMeta meta = request.getMeta();
        return gathers.isPresent()
                ? ReadyRow.of(gathers.get(), request, key, vars)
                : preparation.prepare(
                        found, meta.getAccountId(), meta.getStreamId().toString(), vars);
    }

    /** A stored request; empty where this build cannot read it. */
    Optional<DeliverLead> decode(byte[] stored) {
        return decoder.decode(null, null, stored) instanceof Decoded.Event(DeliverLead request)
                ? Optional.of(request)
                : Optional.empty();
    }

    static ByteBuffer encode(DeliverLead request) {
        return ByteBuffer.wrap(Records.encode(request));
    }

    private static Map<String, @Nullable Object> open(
            DataKey key, EventMeta meta, String field, ByteBuffer sealed)
            throws JsonProcessingException {
        String json = key.openText(meta.getStreamId(), meta.getRecordId(), field, sealed);
        return JSON.readValue(json, OBJECT);
    }
}

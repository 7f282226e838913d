package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.feedback.v1.FeedbackSendFailed;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.feedback.v1.LeadOffered;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import io.waybill.partner.v1.UserAdded;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Records;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The one deserializer, except that records which the lane has no use for are not read at all: most
 * of what stands on the topics that it follows are attempts of deliveries.
 */
final class LaneDeserializer implements Deserializer<@Nullable Decoded> {

    private static final Set<String> OF_NO_USE =
            Stream.of(
                            DeliveryAccepted.getClassSchema(),
                            AttemptStarted.getClassSchema(),
                            AttemptEnded.getClassSchema(),
                            FeedbackReceived.getClassSchema(),
                            FeedbackRefused.getClassSchema(),
                            FeedbackSent.getClassSchema(),
                            FeedbackSendFailed.getClassSchema(),
                            RevenueReversed.getClassSchema(),
                            CostReversed.getClassSchema(),
                            LeadOffered.getClassSchema(),
                            AccountOpened.getClassSchema(),
                            UserAdded.getClassSchema(),
                            ApiKeyIssued.getClassSchema(),
                            ApiKeyRevoked.getClassSchema(),
                            SessionRevoked.getClassSchema(),
                            SigningKeyPublished.getClassSchema(),
                            SigningKeyRetired.getClassSchema(),
                            PersonKeyLive.getClassSchema(),
                            PersonKeyErased.getClassSchema())
                    .map(Schema::getFullName)
                    .collect(Collectors.toUnmodifiableSet());

    private final DecodedDeserializer decoder;

    LaneDeserializer(Optional<URI> registry) {
        decoder = registry.map(DecodedDeserializer::new).orElseGet(DecodedDeserializer::new);
    }

    @Override
    public @Nullable Decoded deserialize(String topic, byte[] data) {
        return decoder.deserialize(topic, data);
    }

    /** Null for a record of no use. */
    @Override
    public @Nullable Decoded deserialize(String topic, Headers headers, byte[] data) {
        Header name = headers.lastHeader(Records.NAME_HEADER);
        boolean ofNoUse =
                name != null
                        && name.value() != null
                        && OF_NO_USE.contains(new String(name.value(), StandardCharsets.US_ASCII));
        return ofNoUse ? null : decoder.deserialize(topic, headers, data);
    }

    @Override
    public void close() {
        decoder.close();
    }
}

package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Both ends of delivery: where it is asked, and where it answers. */
final class Desk implements AutoCloseable {

    private final Requests requests;
    private final Ledger ledger;

    Desk(RealServers servers) {
        requests = new Requests(servers.masterKeys(), servers.kafka().bootstrapServers());
        ledger = new Ledger(servers.kafka().bootstrapServers());
    }

    MasterKeys masterKeys() {
        return requests.masterKeys();
    }

    DeliverLead request(Wanted wanted, Instant asked) {
        return requests.request(wanted, asked);
    }

    DeliverLead request(Wanted wanted) {
        return requests.request(wanted);
    }

    UUID send(Wanted wanted) {
        return requests.send(wanted);
    }

    void send(DeliverLead request) {
        requests.send(request);
    }

    void erase(UUID account, UUID lead) {
        requests.erase(account, lead);
    }

    void sendNothing() {
        requests.sendNothing();
    }

    List<SpecificRecord> events(UUID eventId) {
        return ledger.events(eventId);
    }

    List<SpecificRecord> settledStream(UUID eventId) {
        return ledger.settledStream(eventId);
    }

    String trace(SpecificRecord event) {
        return ledger.trace(event);
    }

    DeliverySettled settled(UUID eventId) {
        return ledger.settled(eventId);
    }

    DeliveryAccepted accepted(UUID eventId) {
        return (DeliveryAccepted) ledger.settledStream(eventId).getFirst();
    }

    List<AttemptEnded> attempts(UUID eventId) {
        return ledger.settledStream(eventId).stream()
                .filter(AttemptEnded.class::isInstance)
                .map(AttemptEnded.class::cast)
                .toList();
    }

    /** What a sealed field of an event of the delivery says. */
    String opened(
            DeliverLead request, SpecificRecord event, String field, @Nullable ByteBuffer sealed) {
        assertThat(sealed).isNotNull();
        DataKey key =
                requests.masterKeys()
                        .unwrap(new WrappedKey(request.getWrappedKey(), request.getMasterKeyId()));
        EventMeta meta = Records.meta(event);
        return key.openText(
                meta.getStreamId(),
                meta.getRecordId(),
                event.getSchema().getName() + "." + field,
                sealed);
    }

    @Override
    public void close() throws InterruptedException {
        requests.close();
        ledger.close();
    }
}

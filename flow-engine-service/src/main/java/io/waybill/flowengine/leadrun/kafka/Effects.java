package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.flowengine.leadrun.kafka.Outgoing.Place;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What handling one record changes. Nothing is sent or stored before all of it is known and
 * encoded, so that a failure on the way leaves nothing behind.
 */
final class Effects {

    /** A record for a topic, with the headers that every record has. */
    record Sent(Topic topic, String key, Outgoing outgoing, Headers headers) {}

    private final Cause cause;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Runnable> writes = new ArrayList<>();
    private int ordinal;

    Effects(Cause cause) {
        this.cause = cause;
    }

    EventMeta cause() {
        return cause.meta();
    }

    /**
     * The envelope of the next record that the handled one causes, in the cause's account and lane.
     */
    EventMeta meta(UUID stream, long sequence) {
        return Metas.caused(cause, stream, sequence, ordinal++);
    }

    /**
     * The envelope of a record that is told to others than its cause: whose it is says the scope.
     */
    EventMeta meta(Scope scope, UUID stream, long sequence) {
        return Metas.caused(cause, scope, stream, sequence, ordinal++);
    }

    void send(Topic topic, String key, SpecificRecord record) {
        send(topic, key, record, new Place.OfLane(Records.meta(record).getLane()));
    }

    void reply(String key, SpecificRecord record, int partition) {
        send(Topic.INTAKE_REPLIES, key, record, new Place.Fixed(partition));
    }

    /** A record about a partition itself: its cause may be of any lane, or of none. */
    void sendTo(int partition, Topic topic, String key, SpecificRecord record) {
        send(topic, key, record, new Place.Fixed(partition));
    }

    private void send(Topic topic, String key, SpecificRecord record, Place place) {
        Headers headers = new RecordHeaders();
        Records.headersOf(record).forEach(headers::add);
        sent.add(new Sent(topic, key, new Outgoing(Records.encode(record), place), headers));
    }

    /** A change of a store; it must not fail for what the record holds. */
    void write(Runnable change) {
        writes.add(change);
    }

    /**
     * Changes the stores and then sends; what is added afterwards is for another call.
     *
     * @return how many records went to the ledger of leads
     */
    int apply(Consumer<Sent> forward) {
        writes.forEach(Runnable::run);
        sent.forEach(forward);
        int leads = (int) sent.stream().filter(one -> one.topic() == Topic.FLOW_LEADS).count();
        writes.clear();
        sent.clear();
        return leads;
    }
}

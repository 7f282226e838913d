package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.LeadReceived;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_record_survives_the_way_through_a_topic(SpecificRecord sample) {
        OutboundRecord outbound = new OutboundRecord(Records.topicOf(sample), "key", sample);

        ProducerRecord<String, byte[]> written = outbound.toPartition(0);
        Decoded read =
                new DecodedDeserializer()
                        .deserialize(written.topic(), written.headers(), written.value());

        assertThat(read).isEqualTo(new Decoded.Event(sample));
        assertThat(((Decoded.Event) read).meta()).isEqualTo(outbound.meta());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_record_without_headers_is_read_by_its_id(SpecificRecord sample) {
        Decoded read = new DecodedDeserializer().deserialize("any", Records.encode(sample));

        assertThat(read).isEqualTo(new Decoded.Event(sample));
    }

    @Test
    void the_bytes_are_confluents_wire_format_with_the_pinned_id() {
        ByteBuffer bytes = ByteBuffer.wrap(Records.encode(Samples.leadClosed()));

        assertThat(bytes.get()).isZero();
        assertThat(bytes.getInt()).isEqualTo(14);
    }

    @Test
    void headers_tell_record_and_schema() {
        var headers = Records.headersOf(Samples.leadReceived());

        assertThat(text(headers.get(Records.NAME_HEADER)))
                .isEqualTo("io.waybill.flow.v1.LeadReceived");
        assertThat(text(headers.get(Records.SCHEMA_HEADER))).matches("[0-9a-f]{16}");
    }

    @Test
    void a_record_goes_only_to_its_own_topic() {
        assertThatThrownBy(() -> new OutboundRecord(Topic.FLOW_KEYS, "a", Samples.leadReceived()))
                .hasMessage("LeadReceived does not stand on flow.keys");
    }

    @Test
    void a_part_of_a_record_goes_nowhere() {
        FlowSource part = Samples.flowVersionPublished().getSources().getFirst();

        assertThatThrownBy(() -> Records.encode(part)).hasMessageContaining("FlowSource");
    }

    @Test
    void a_reply_needs_the_partition_that_asked() {
        OutboundRecord reply = new OutboundRecord(Topic.INTAKE_REPLIES, "a", Samples.intakeReply());

        assertThatThrownBy(() -> reply.toProducerRecord(6))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reply.toPartition(2).partition()).isEqualTo(2);
    }

    @Test
    void a_record_that_no_topic_would_take_is_refused_before_it_is_sent() {
        LeadReceived large =
                LeadReceived.newBuilder(Samples.leadReceived())
                        .setData(ByteBuffer.allocate(Records.MAX_BYTES))
                        .build();

        assertThatThrownBy(() -> Records.encode(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void nothing_shows_its_payload_in_a_log() {
        SpecificRecord sample = Samples.flowCreated();

        assertThat(new OutboundRecord(Topic.FLOW_DEFINITIONS, "a", sample).toString())
                .doesNotContain("Solar");
        assertThat(new Decoded.Event(sample).toString()).doesNotContain("Solar");
        assertThat(new Decoded.Undecodable("Jane".getBytes(StandardCharsets.UTF_8), "x"))
                .hasToString("Undecodable[4 bytes, x]");
    }

    @Test
    void the_serde_writes_what_it_reads() {
        DecodedSerde serde = new DecodedSerde();
        Decoded event = new Decoded.Event(Samples.leadClosed());

        byte[] bytes = serde.serializer().serialize("any", event);

        assertThat(serde.deserializer().deserialize("any", bytes)).isEqualTo(event);
    }

    private static String text(byte @Nullable [] header) {
        return new String(Objects.requireNonNull(header), StandardCharsets.US_ASCII);
    }
}

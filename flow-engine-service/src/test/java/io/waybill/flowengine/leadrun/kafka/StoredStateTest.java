package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.leadrun.kafka.v1.CapCount;
import io.waybill.flowengine.leadrun.kafka.v1.KnownConnection;
import io.waybill.flowengine.leadrun.kafka.v1.KnownHistory;
import io.waybill.flowengine.leadrun.kafka.v1.KnownLead;
import io.waybill.flowengine.leadrun.kafka.v1.KnownList;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.flowengine.leadrun.kafka.v1.ParkedRequest;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.RunVars;
import io.waybill.flowengine.leadrun.kafka.v1.SeenKey;
import io.waybill.flowengine.leadrun.kafka.v1.TallyCount;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What stores hold outlives a release. When a schema here changes, its former version has to be
 * given to the decoder of that state, so that what is on disk can still be read.
 */
class StoredStateTest {

    private static final AvroState<LiveVersion> LIVE =
            new AvroState<>(LiveVersion.class, LiveVersion.getDecoder());

    @ParameterizedTest
    @CsvSource({
        "RunState, 99942bc9170a7d81",
        "CapCount, 6150e9b5a48b50e2",
        "TallyCount, a42e7d236f929e7e",
        "KnownLead, f3bb48445c8d0c31",
        "KnownList, b48df3c8ba98efc7",
        "KnownHistory, 5ac2d179cd2a1610",
        "KnownConnection, ce0e0e13bdbe5d4a",
        "RunVars, f3d48a34afe38621",
        "SeenKey, 683e9fc42c898397",
        "LiveVersion, 36dac9e878d482de",
        "ParkedRequest, 88625ee586251bda"
    })
    void the_schema_of_stored_state_is_the_known_one(String name, String fingerprint) {
        assertThat(
                        HexFormat.of()
                                .toHexDigits(
                                        SchemaNormalization.parsingFingerprint64(schema(name))))
                .isEqualTo(fingerprint);
    }

    @Test
    void stored_state_is_read_as_it_was_written() {
        LiveVersion live = new LiveVersion(3, true, 4, 9L, 2L, true);

        assertThat(LIVE.read(LIVE.bytes(live))).isEqualTo(live);
        assertThat(LIVE.read(null)).isNull();
    }

    @Test
    void stored_state_is_in_avros_single_object_encoding() throws IOException {
        LiveVersion live = new LiveVersion(3, true, 4, 9L, 2L, true);
        CapCount count =
                new CapCount(
                        Instant.parse("2026-03-04T05:00:00Z"),
                        Instant.parse("2026-03-05T05:00:00.000001Z"),
                        new BigDecimal("1234.5600"),
                        new BigDecimal("-0.0001"));
        AvroState<CapCount> counts = new AvroState<>(CapCount.class, CapCount.getDecoder());

        assertThat(LIVE.bytes(live)).isEqualTo(LiveVersion.getEncoder().encode(live).array());
        assertThat(CapCount.getDecoder().decode(counts.bytes(count))).isEqualTo(count);
        assertThat(counts.read(CapCount.getEncoder().encode(count).array())).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "RunState, 3, 8b3ca584bad2e00b",
        "RunState, 3, 36e5cbfd29d31975",
        "RunState, 3, 94850a297562fe85",
        "RunVars, 1, acb5d4d2bd4b624e"
    })
    void state_of_an_earlier_build_can_be_read(String name, int versions, String fingerprint) {
        SupersededState known = new SupersededState(stateOf(name), versions);

        assertThat(known.findByFingerprint(HexFormat.fromHexDigitsToLong(fingerprint)))
                .isNotNull()
                .extracting(Schema::getName)
                .isEqualTo(name);
    }

    private static Class<?> stateOf(String name) {
        return name.equals("RunVars") ? RunVars.class : RunState.class;
    }

    private static Schema schema(String name) {
        return switch (name) {
            case "RunState" -> RunState.getClassSchema();
            case "RunVars" -> RunVars.getClassSchema();
            case "SeenKey" -> SeenKey.getClassSchema();
            case "LiveVersion" -> LiveVersion.getClassSchema();
            case "ParkedRequest" -> ParkedRequest.getClassSchema();
            case "CapCount" -> CapCount.getClassSchema();
            case "TallyCount" -> TallyCount.getClassSchema();
            case "KnownLead" -> KnownLead.getClassSchema();
            case "KnownList" -> KnownList.getClassSchema();
            case "KnownHistory" -> KnownHistory.getClassSchema();
            case "KnownConnection" -> KnownConnection.getClassSchema();
            default -> throw new IllegalArgumentException(name);
        };
    }
}

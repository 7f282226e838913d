package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {

    private final RecordDecoder decoder = new RecordDecoder();
    private final byte[] good = Records.encode(Samples.leadReceived());

    @Test
    void a_record_type_that_is_newer_than_this_build_is_skipped() {
        Decoded read = decoder.decode("0123456789abcdef", "io.waybill.flow.v1.LaneSplit", good);

        assertThat(read).isEqualTo(new Decoded.UnknownRecord("io.waybill.flow.v1.LaneSplit"));
    }

    @Test
    void a_version_that_nobody_can_look_up_is_set_aside() {
        Decoded read = decoder.decode("0123456789abcdef", "io.waybill.flow.v1.LeadReceived", good);

        assertThat(read).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void bytes_are_set_aside_as_they_came() {
        byte[] bytes = {7, 1, 2, 3, 4, 5};

        assertThat(decoder.decode(null, null, bytes))
                .isInstanceOfSatisfying(
                        Decoded.Undecodable.class, set -> assertThat(set.bytes()).isSameAs(bytes));
    }

    @Test
    void nothing_is_undecodable() {
        assertThat(decoder.decode(null, null, null)).isInstanceOf(Decoded.Undecodable.class);
        assertThat(decoder.decode(null, null, new byte[0])).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void a_record_cut_anywhere_is_undecodable() {
        for (int length = 0; length < good.length; length++) {
            Decoded read = decoder.decode(null, null, Arrays.copyOf(good, length));

            assertThat(read).isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Test
    void a_record_with_bytes_left_over_is_undecodable() {
        Decoded read = decoder.decode(null, null, Arrays.copyOf(good, good.length + 1));

        assertThat(read).isInstanceOf(Decoded.Undecodable.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void changed_bytes_never_throw(long seed) {
        Random random = new Random(seed);
        for (SpecificRecord sample : Samples.all()) {
            byte[] bytes = Records.encode(sample);
            for (int i = 0; i < 200; i++) {
                byte[] changed = bytes.clone();
                for (int change = 0; change <= random.nextInt(4); change++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                assertThat(decoder.decode(null, null, changed)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void garbage_behind_a_valid_prefix_never_throws(long seed) {
        Random random = new Random(seed);
        int ids = RegistrationOrder.load().entries().size();
        for (int i = 0; i < 5_000; i++) {
            byte[] garbage = new byte[random.nextInt(5, 400)];
            random.nextBytes(garbage);
            garbage[0] = 0;
            garbage[1] = 0;
            garbage[2] = 0;
            garbage[3] = 0;
            garbage[4] = (byte) random.nextInt(ids + 3);
            assertThat(decoder.decode(null, null, garbage)).isNotNull();
        }
    }
}

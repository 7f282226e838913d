package io.waybill.eventsourcing.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataKeyTest {

    private static final UUID STREAM = new UUID(1, 1);
    private static final UUID RECORD = new UUID(2, 2);
    private static final String FIELD = "Received.data";
    private static final String CLEAR = "{\"email\":\"jane@example.org\"}";

    private final DataKey key = DataKey.random();
    private final ByteBuffer sealed = key.sealText(STREAM, RECORD, FIELD, CLEAR);

    @Test
    void what_is_sealed_opens_in_its_place() {
        assertThat(key.openText(STREAM, RECORD, FIELD, sealed)).isEqualTo(CLEAR);
    }

    @Test
    void opening_leaves_the_buffer_as_it_was() {
        key.openText(STREAM, RECORD, FIELD, sealed.asReadOnlyBuffer());

        assertThat(key.openText(STREAM, RECORD, FIELD, sealed)).isEqualTo(CLEAR);
    }

    @Test
    void an_empty_value_can_be_sealed() {
        ByteBuffer empty = key.seal(STREAM, RECORD, FIELD, new byte[0]);

        assertThat(key.open(STREAM, RECORD, FIELD, empty)).isEmpty();
    }

    @Test
    void sealing_twice_gives_different_bytes() {
        assertThat(key.sealText(STREAM, RECORD, FIELD, CLEAR)).isNotEqualTo(sealed);
    }

    @Test
    void the_clear_text_is_not_in_the_sealed_one() {
        String bytes = new String(sealed.array(), StandardCharsets.ISO_8859_1);

        assertThat(bytes).doesNotContain("jane").doesNotContain("email");
    }

    @Test
    void another_stream_record_field_or_key_does_not_open_it() {
        UUID other = new UUID(1, 2);

        assertBroken(() -> key.open(other, RECORD, FIELD, sealed));
        assertBroken(() -> key.open(STREAM, other, FIELD, sealed));
        assertBroken(() -> key.open(STREAM, RECORD, "Received.dat", sealed));
        assertBroken(() -> key.open(RECORD, STREAM, FIELD, sealed));
        assertBroken(() -> DataKey.random().open(STREAM, RECORD, FIELD, sealed));
    }

    @Test
    void changed_bytes_do_not_open() {
        for (int i = 0; i < sealed.remaining(); i++) {
            byte[] changed = sealed.array().clone();
            changed[i] ^= 1;

            assertBroken(() -> key.open(STREAM, RECORD, FIELD, ByteBuffer.wrap(changed)));
        }
    }

    @Test
    void cut_bytes_do_not_open() {
        for (int length = 0; length < sealed.remaining(); length++) {
            ByteBuffer cut = sealed.duplicate().limit(length);

            assertBroken(() -> key.open(STREAM, RECORD, FIELD, cut));
        }
    }

    @Test
    void a_key_does_not_show_itself() {
        assertThat(key).hasToString("DataKey[masked]");
    }

    private static void assertBroken(Runnable open) {
        assertThatThrownBy(open::run)
                .isInstanceOf(SealBroken.class)
                .message()
                .doesNotContain("jane");
    }
}

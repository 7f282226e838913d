package io.waybill.eventsourcing.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final String OLD = "2025 " + base64(1);
    private static final String NEW = "2026 " + base64(2);

    private final MasterKeys keys = MasterKeys.of(List.of(OLD));
    private final DataKey data = DataKey.random();

    @TempDir Path folder;

    @Test
    void a_wrapped_key_unwraps() {
        WrappedKey wrapped = keys.wrap(data);

        assertThat(keys.unwrap(wrapped)).isEqualTo(data);
        assertThat(MasterKeys.of(List.of(OLD)).unwrap(wrapped)).isEqualTo(data);
        assertThat(wrapped.masterKeyId()).isEqualTo("2025");
    }

    @Test
    void after_a_rotation_the_new_key_wraps_and_the_old_one_still_unwraps() {
        WrappedKey before = keys.wrap(data);

        MasterKeys rotated = MasterKeys.of(List.of(OLD, NEW));

        assertThat(rotated.unwrap(before)).isEqualTo(data);
        assertThat(rotated.wrap(data).masterKeyId()).isEqualTo("2026");
    }

    @Test
    void a_key_whose_master_key_is_gone_does_not_unwrap() {
        WrappedKey before = keys.wrap(data);

        assertThatThrownBy(() -> MasterKeys.of(List.of(NEW)).unwrap(before))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("2025");
    }

    @Test
    void it_is_known_which_master_keys_are_there() {
        assertThat(keys.has("2025")).isTrue();
        assertThat(keys.has("2026")).isFalse();
    }

    @Test
    void a_changed_wrapping_does_not_unwrap() {
        WrappedKey wrapped = keys.wrap(data);
        byte[] changed = wrapped.bytes().array().clone();
        changed[20] ^= 1;

        assertThatThrownBy(() -> keys.unwrap(new WrappedKey(ByteBuffer.wrap(changed), "2025")))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void a_wrapping_under_another_name_does_not_unwrap() {
        MasterKeys twins = MasterKeys.of(List.of("a " + base64(1), "b " + base64(1)));
        WrappedKey wrapped = twins.wrap(data);

        assertThatThrownBy(() -> twins.unwrap(new WrappedKey(wrapped.bytes(), "a")))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void more_keys_than_the_cache_holds_unwrap() {
        WrappedKey first = keys.wrap(data);
        for (int i = 0; i < 10_001; i++) {
            keys.wrap(data);
        }

        assertThat(keys.unwrap(first)).isEqualTo(data);
    }

    @Test
    void keys_are_read_from_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), OLD + "\n" + NEW + "\n\n");

        MasterKeys loaded = MasterKeys.load(file);

        assertThat(loaded.ids()).containsExactlyInAnyOrder("2025", "2026");
        assertThat(loaded.currentId()).isEqualTo("2026");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> MasterKeys.load(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "only-an-id", "id c2hvcnQ=", "id !secret!", "a b c"})
    void a_line_that_is_no_key_is_refused_without_showing_it(String line) {
        assertThatThrownBy(() -> MasterKeys.of(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("secret");
    }

    @Test
    void two_keys_of_one_name_are_refused() {
        assertThatThrownBy(() -> MasterKeys.of(List.of(OLD, OLD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String base64(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return Base64.getEncoder().encodeToString(bytes);
    }
}

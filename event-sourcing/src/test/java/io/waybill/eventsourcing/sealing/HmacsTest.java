package io.waybill.eventsourcing.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HmacsTest {

    private final DataKey key = DataKey.random();

    @Test
    void the_same_value_gives_the_same_under_one_key_only() {
        assertThat(Hmacs.sha256(key, "search", "jane@example.org"))
                .isEqualTo(Hmacs.sha256(key, "search", "jane@example.org"))
                .isNotEqualTo(Hmacs.sha256(DataKey.random(), "search", "jane@example.org"));
    }

    @Test
    void uses_are_kept_apart() {
        assertThat(Hmacs.sha256(key, "search", "a"))
                .isNotEqualTo(Hmacs.sha256(key, "duplicates", "a"));
    }

    @Test
    void parts_do_not_run_into_each_other() {
        byte[] ab = {'a', 'b'};
        byte[] c = {'c'};
        byte[] a = {'a'};
        byte[] bc = {'b', 'c'};

        assertThat(Hmacs.sha256(key, "x", ab, c)).isNotEqualTo(Hmacs.sha256(key, "x", a, bc));
    }
}

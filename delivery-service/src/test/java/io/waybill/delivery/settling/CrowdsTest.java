package io.waybill.delivery.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CrowdsTest {

    private final Crowds crowds = new Crowds();

    @Test
    void each_key_is_counted_for_itself() {
        UUID account = new UUID(1, 1);
        crowds.add("a");
        crowds.add("a");
        crowds.add(account);

        assertThat(crowds.of("a")).isEqualTo(2);
        assertThat(crowds.of(account)).isEqualTo(1);
        assertThat(crowds.of("b")).isZero();
    }

    @Test
    void who_goes_leaves_room() {
        crowds.add("a");

        crowds.remove("a");
        crowds.remove("a");

        assertThat(crowds.of("a")).isZero();
    }
}

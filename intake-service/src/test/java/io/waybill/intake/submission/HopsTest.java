package io.waybill.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HopsTest {

    @Test
    void a_lead_that_comes_from_a_source_has_come_from_nowhere() {
        assertThat(Hops.of(List.of())).isZero();
        assertThat(Hops.of(List.of("", "many", "-1", "1.5"))).isZero();
    }

    @Test
    void the_largest_number_counts() {
        assertThat(Hops.of(List.of(" 2 ", "5"))).isEqualTo(5);
        assertThat(Hops.of(List.of("123456789"))).isEqualTo(Hops.MOST);
        assertThat(Hops.of(List.of("12345678901234567890"))).isZero();
    }
}

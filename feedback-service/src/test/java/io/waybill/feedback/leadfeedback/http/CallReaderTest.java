package io.waybill.feedback.leadfeedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallReaderTest {

    @Test
    void of_several_counts_of_flows_the_largest_holds() {
        assertThat(CallReader.hops(List.of())).isZero();
        assertThat(CallReader.hops(List.of("3"))).isEqualTo(3);
        assertThat(CallReader.hops(List.of("0, 4", "1"))).isEqualTo(4);
    }

    @Test
    void what_is_no_count_has_come_too_far() {
        assertThat(CallReader.hops(List.of("many"))).isGreaterThan(10);
        assertThat(CallReader.hops(List.of("-1"))).isGreaterThan(10);
    }
}

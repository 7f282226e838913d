package io.waybill.servicekit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|203.0.113.7|203.0.113.7",
                "10.0.0.2|198.51.100.1, 203.0.113.7|203.0.113.7",
                "127.0.0.1|not an address|127.0.0.1",
                "100.64.1.2|203.0.113.7|203.0.113.7",
                "100.128.1.2|203.0.113.7|100.128.1.2",
                "fd12:3456::1|203.0.113.7|203.0.113.7",
                "198.51.100.1|203.0.113.7|198.51.100.1"
            })
    void only_a_neighbour_is_believed_whose_call_it_passes_on(
            String peer, String header, String expected) {
        assertThat(CallerAddress.of(peer, List.of(header))).contains(expected);
    }

    @Test
    void without_a_header_it_is_the_other_end() {
        assertThat(CallerAddress.of("203.0.113.7", List.of())).contains("203.0.113.7");
        assertThat(CallerAddress.of(null, List.of())).isEmpty();
    }
}

package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceSettingsTest {

    @ParameterizedTest
    @ValueSource(ints = {80, 1_024, 1_025, 8_080, 65_000})
    void deliveries_reach_the_buyers_on_this_machine_and_nothing_of_waybill(int base) {
        var ports = new Ports(base);
        var own =
                List.of(
                        ports.edge(),
                        ports.service("intake"),
                        ports.service("reporting"),
                        ports.kafka(),
                        ports.kafkaController(),
                        ports.postgres(),
                        ports.registry(),
                        ports.registryManagement(),
                        ports.smtp(),
                        ports.mailPage());

        assertThat(own).noneMatch(port -> reached(ports, port));
        assertThat(List.of(ports.buyer(0), ports.buyer(3), 65_535))
                .allMatch(port -> reached(ports, port));
        assertThat(reached(ports, Math.max(base - 1, 1_024)))
                .isEqualTo(base > 1_024 || ports.buyer(0) <= 1_024);
        assertThat(reached(ports, 22)).isFalse();
    }

    private static boolean reached(Ports ports, int port) {
        return Arrays.stream(ServiceSettings.buyers(ports).split(","))
                .map(place -> place.substring(place.indexOf(':') + 1).split("-"))
                .anyMatch(range ->
                        Integer.parseInt(range[0]) <= port && port <= Integer.parseInt(range[1]));
    }
}

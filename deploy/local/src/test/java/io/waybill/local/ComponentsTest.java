package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.local.kit.ServerParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComponentsTest {

    @TempDir Path home;

    @Test
    void each_process_of_an_installation_has_ports_of_its_own() {
        var all = components(Ports.MOST_ENGINES).all();

        var ports = all.stream().flatMap(each -> each.ports().stream()).toList();
        assertThat(ports).doesNotHaveDuplicates().allMatch(p -> p < 20_000 + Ports.COUNT);
        assertThat(all).extracting(Component::name).doesNotHaveDuplicates();
    }

    @Test
    void each_flow_engine_has_its_number_port_and_state() {
        var components = components(3);
        var engines =
                components.instances().stream()
                        .filter(instance -> instance.service().equals(Ports.ENGINE))
                        .toList();

        assertThat(engines)
                .extracting(Instance::name)
                .containsExactly("flow-engine", "flow-engine-1", "flow-engine-2");
        assertThat(engines.stream().map(this::settings).map(each -> each.get("WAYBILL_INSTANCE")))
                .containsExactly("0", "1", "2");
        for (var key : List.of("QUARKUS_HTTP_PORT", "WAYBILL_STATE_DIR")) {
            assertThat(engines.stream().map(this::settings).map(each -> each.get(key)))
                    .doesNotHaveDuplicates();
        }
        assertThat(components.enginesBeyond())
                .extracting(Component::name)
                .containsExactly("flow-engine-3");
    }

    private Components components(int engines) {
        return new Components(ServerParts.root(), new Layout(home), new Ports(20_000), engines);
    }

    private Map<String, String> settings(Instance instance) {
        new Keys(home.resolve("keys")).ensure();
        return ServiceSettings.of(instance, new Layout(home), new Ports(20_000));
    }
}

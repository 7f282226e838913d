package io.waybill.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.local.Ports;
import io.waybill.local.kit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class OriginsTest {

    private final Ports ports = new Ports(FreePorts.takeBlock(Ports.COUNT));
    private final Origins origins = new Origins(ports);

    @Test
    void a_service_with_one_instance_has_its_port() {
        assertThat(origins.applyAsInt("intake")).isEqualTo(ports.service("intake"));
    }

    @Test
    void of_several_engines_the_first_that_listens_is_asked() throws IOException {
        try (var second = listen(ports.engine(1));
                var third = listen(ports.engine(2))) {
            origins.look();
            assertThat(origins.applyAsInt(Ports.ENGINE)).isEqualTo(second.getLocalPort());

            second.close();
            origins.look();
            assertThat(origins.applyAsInt(Ports.ENGINE)).isEqualTo(third.getLocalPort());

            try (var first = listen(ports.engine(0))) {
                origins.look();
                assertThat(origins.applyAsInt(Ports.ENGINE)).isEqualTo(first.getLocalPort());
            }
        }
    }

    @Test
    void where_no_engine_listens_the_last_known_is_asked() throws IOException {
        try (var _ = listen(ports.engine(1))) {
            origins.look();
        }

        origins.look();

        assertThat(origins.applyAsInt(Ports.ENGINE)).isEqualTo(ports.engine(1));
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}

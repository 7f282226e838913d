package io.waybill.delivery.settling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.schemas.Samples;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAtHandTest {

    @TempDir private Path folder;

    private final Transactions transactions = new Transactions(noDatabase());

    @SuppressWarnings("NullAway.Init") // made before each test
    private KeysAtHand keys;

    @BeforeEach
    void make() throws IOException {
        Path file = folder.resolve("master-keys");
        Files.writeString(file, "2025 " + Base64.getEncoder().encodeToString(new byte[32]));
        keys = new KeysAtHand(MasterKeys.load(file), transactions);
    }

    @Test
    void what_can_be_opened_does_not_wait() throws InterruptedException {
        keys.await(List.of(wrappedBy("2025")));

        assertThat(keys.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void what_lacks_its_key_waits_for_a_restart_and_nothing_is_ready_meanwhile()
            throws InterruptedException {
        Thread waiting = Thread.ofVirtual().start(this::await);
        Awaitility.await("not ready")
                .atMost(Duration.ofSeconds(10))
                .until(() -> keys.call().getStatus() == Status.DOWN);
        assertThat(waiting.isAlive()).isTrue();

        transactions.close();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    private void await() {
        try {
            keys.await(List.of(wrappedBy("2025"), wrappedBy("2026")));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request wrappedBy(String masterKey) {
        DeliverLead request = Samples.deliverLead();
        request.put("masterKeyId", masterKey);
        return new Request(request, new Position(0, 0));
    }

    private static DataSource noDatabase() {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}

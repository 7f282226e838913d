package io.waybill.local.kit;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks a broker whether it works. */
final class KafkaProbe {

    private KafkaProbe() {}

    /** Whether a client gets an answer from the broker on that port of the loopback address. */
    static boolean answers(int port) {
        if (!FreePorts.isServed(port)) {
            return false;
        }
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers", "127.0.0.1:" + port,
                        "request.timeout.ms", 2_000,
                        "default.api.timeout.ms", 2_000,
                        "reconnect.backoff.ms", 50,
                        "reconnect.backoff.max.ms", 200);
        try (var admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

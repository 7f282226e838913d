package io.waybill.local;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of the installation: how it is started, how one sees that it is ready, and how it is
 * asked to end.
 */
record Component(
        String name, List<Integer> ports, URI address, Launch launch, BooleanSupplier ready) {

    /** How a process is started. The command is made when it is needed, after preparation. */
    record Launch(
            Runnable prepare,
            Supplier<List<String>> command,
            Supplier<Map<String, String>> environment,
            String stopSignal,
            Duration stopLimit) {

        static Launch of(
                Supplier<List<String>> command, Supplier<Map<String, String>> environment) {
            return new Launch(() -> {}, command, environment, "TERM", Duration.ofSeconds(15));
        }
    }
}

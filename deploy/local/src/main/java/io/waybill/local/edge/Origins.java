package io.waybill.local.edge;

import io.vertx.core.Vertx;
import io.waybill.local.Ports;
import io.waybill.local.kit.FreePorts;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The port that requests for a service go to. Where a service has several instances it is the first
 * that listens, so that calls made one after the other are answered by the same one.
 */
final class Origins implements ToIntFunction<String> {

    private static final long LOOK_MILLIS = 1_000;

    private final Ports ports;
    private volatile int engine;

    Origins(Ports ports) {
        this.ports = ports;
        this.engine = ports.engine(0);
    }

    /** Looks every second which instance listens. */
    static Origins watched(Vertx vertx, Ports ports) {
        var origins = new Origins(ports);
        vertx.setPeriodic(
                LOOK_MILLIS,
                _ ->
                        vertx.executeBlocking(
                                () -> {
                                    origins.look();
                                    return origins;
                                },
                                false));
        return origins;
    }

    /** Where none listens, requests go where they went before. */
    void look() {
        IntStream.range(0, Ports.MOST_ENGINES)
                .map(ports::engine)
                .filter(FreePorts::isServed)
                .findFirst()
                .ifPresent(port -> engine = port);
    }

    @Override
    public int applyAsInt(String service) {
        return service.equals(Ports.ENGINE) ? engine : ports.service(service);
    }
}

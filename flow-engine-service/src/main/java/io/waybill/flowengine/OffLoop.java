package io.waybill.flowengine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Work that takes its time, or waits, within a call that is served on an event loop. */
public final class OffLoop {

    private OffLoop() {}

    /**
     * Does the work on a worker thread and goes on where the call was served: the database is to be
     * asked from there.
     */
    public static <T> Uni<T> run(Supplier<T> work) {
        Context context = Vertx.currentContext();
        Uni<T> done =
                Uni.createFrom()
                        .item(work)
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return context == null ? done : done.emitOn(task -> context.runOnContext(_ -> task.run()));
    }
}

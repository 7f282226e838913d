package io.waybill.partner.session.crypto;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.PartnerProblem;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords (argon2id) on a few threads of its own; results arrive on the Vert.x
 * context of the caller. When too many wait, callers are told to come back.
 */
@Singleton
public final class Passwords {

    private static final int ITERATIONS = 2;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PARALLELISM = 1;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id);
    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int limit;

    /** Checked where there is no user, so that the answer takes as long as for one. */
    private final String nobodysHash;

    Passwords(Vertx vertx, PartnerConfig config) {
        threads = vertx.createSharedWorkerExecutor("passwords", config.passwordThreads());
        limit = config.passwordQueue();
        nobodysHash = hashNow("nobody has this password");
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    public Uni<String> hash(String password) {
        return run(() -> hashNow(password));
    }

    /** False when there is no hash, after the same time. */
    public Uni<Boolean> matches(Optional<String> hash, String password) {
        return run(() ->
                argon2.verify(hash.orElse(nobodysHash), password.toCharArray())
                        && hash.isPresent());
    }

    private String hashNow(String password) {
        return argon2.hash(ITERATIONS, MEMORY_KIB, PARALLELISM, password.toCharArray());
    }

    private <T extends @Nullable Object> Uni<T> run(Callable<T> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (waiting.incrementAndGet() > limit) {
                        waiting.decrementAndGet();
                        throw new ProblemException(
                                        PartnerProblem.PASSWORDS_BUSY,
                                        "Too many are signing in at this moment.")
                                .retryAfter(SOON);
                    }
                    return Uni.createFrom()
                            .completionStage(
                                    threads.executeBlocking(work, false).toCompletionStage())
                            .eventually(waiting::decrementAndGet);
                });
    }
}

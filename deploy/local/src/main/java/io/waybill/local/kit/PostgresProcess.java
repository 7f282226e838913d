package io.waybill.local.kit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a process of this JVM. */
final class PostgresProcess implements DatabaseServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final PostgresCluster cluster;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private @Nullable OwnedProcess process;

    PostgresProcess(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        cluster.prepare();
        var log = cluster.directory().resolve("postgres.log");
        var started = OwnedProcess.start("PostgreSQL", cluster.command(), log);
        process = started;
        started.awaitAnswer(cluster::answers, START_LIMIT);
    }

    @Override
    public Database database(String name) {
        return cluster.provision(name, passwords.computeIfAbsent(name, _ -> Secrets.random()));
    }

    @Override
    public synchronized void kill9() {
        if (process != null) {
            process.kill9();
            process = null;
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.stop("INT", Duration.ofSeconds(20));
            process = null;
        }
    }
}

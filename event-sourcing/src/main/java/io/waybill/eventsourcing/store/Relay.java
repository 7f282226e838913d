package io.waybill.eventsourcing.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Publishes the outbox: one thread per shard, of all instances the one that holds the shard's
 * advisory lock. Rows of a stream are published one after the other in the order of their ids and
 * deleted after their acknowledgement; a record can therefore be published twice, never lost and
 * never overtaken by a later one of its stream. Survives Kafka and PostgreSQL being away. See
 * docs/adr/0003.
 */
public final class Relay implements AutoCloseable {

    private final List<RelayShard> shards;
    private final List<Thread> threads = new ArrayList<>();

    public Relay(DataSource dataSource, OutboxPublisher publisher) {
        this(dataSource, publisher, RelaySettings.DEFAULT);
    }

    public Relay(DataSource dataSource, OutboxPublisher publisher, RelaySettings settings) {
        shards =
                IntStream.range(0, EventSql.SHARDS)
                        .mapToObj(n -> new RelayShard(n, dataSource, publisher, settings))
                        .toList();
    }

    public synchronized void start() {
        if (!threads.isEmpty()) {
            throw new IllegalStateException("The relay was started before.");
        }
        for (RelayShard shard : shards) {
            threads.add(Thread.ofPlatform().name("outbox-" + shard.number()).daemon().start(shard));
        }
    }

    /** Publishes now what was committed before this call, without waiting for it. Cheap. */
    public void wake() {
        shards.forEach(RelayShard::wake);
    }

    /** Ends after the batch at hand; what is not acknowledged stays in the outbox. */
    @Override
    public synchronized void close() {
        shards.forEach(RelayShard::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofSeconds(10))) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

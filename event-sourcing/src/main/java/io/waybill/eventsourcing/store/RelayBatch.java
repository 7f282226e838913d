package io.waybill.eventsourcing.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rows in waves: the first row of every stream, then the second of every stream, and so
 * on. A row goes out only after the one before it in its stream is acknowledged. Were both in
 * flight and only the first failed, the repeat of the first would come after the second, and a
 * consumer that recognises repeats by sequence would drop it.
 */
final class RelayBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RelayBatch.class);

    private final OutboxPublisher publisher;
    private final Duration limit;

    RelayBatch(OutboxPublisher publisher, Duration limit) {
        this.publisher = publisher;
        this.limit = limit;
    }

    /** Ids of the rows that were acknowledged. Never throws for what the publisher does. */
    Set<Long> publish(List<OutboxRow> rows) {
        Set<Long> acknowledged = new HashSet<>();
        Set<UUID> held = new HashSet<>();
        for (List<OutboxRow> wave : waves(rows)) {
            List<OutboxRow> free = new ArrayList<>(wave);
            free.removeIf(row -> held.contains(row.streamId()));
            Set<Long> done = publishWave(free);
            acknowledged.addAll(done);
            free.removeIf(row -> done.contains(row.id()));
            free.forEach(row -> held.add(row.streamId()));
        }
        return acknowledged;
    }

    private static List<List<OutboxRow>> waves(List<OutboxRow> rows) {
        List<List<OutboxRow>> waves = new ArrayList<>();
        Map<UUID, Integer> depth = new HashMap<>();
        for (OutboxRow row : rows) {
            int wave = depth.merge(row.streamId(), 1, Integer::sum);
            if (wave > waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave - 1).add(row);
        }
        return waves;
    }

    private Set<Long> publishWave(List<OutboxRow> wave) {
        Map<Long, CompletableFuture<Void>> pending = new HashMap<>();
        for (OutboxRow row : wave) {
            CompletableFuture<Void> sent = send(row);
            pending.put(row.id(), sent);
            if (sent.isCompletedExceptionally()) {
                // Nobody takes rows now, and each further try may block for seconds.
                break;
            }
        }
        await(pending);
        Set<Long> done = new HashSet<>();
        pending.forEach((id, sent) -> {
            if (sent.isDone() && !sent.isCompletedExceptionally()) {
                done.add(id);
            }
        });
        return done;
    }

    private CompletableFuture<Void> send(OutboxRow row) {
        try {
            return publisher.publish(row).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void await(Map<Long, CompletableFuture<Void>> pending) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(pending.values().toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("records not acknowledged cause={}", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            LOG.warn("records not acknowledged within limit={}", limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

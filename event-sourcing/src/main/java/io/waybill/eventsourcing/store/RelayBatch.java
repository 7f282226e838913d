package io.waybill.eventsourcing.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rows in waves: the first row of every stream, then the second of every stream, and so
 * on. A row goes out only after the one before it in its stream is acknowledged. Were both in
 * flight and only the first failed, the repeat of the first would come after the second, and a
 * consumer that recognises repeats by sequence would drop it. Made for one batch.
 */
final class RelayBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RelayBatch.class);

    private final OutboxPublisher publisher;
    private final Duration limit;
    private final Stuck stuck;
    private final Set<Long> acknowledged = new HashSet<>();
    private final Set<UUID> held = new HashSet<>();
    private final Set<String> blocked = new HashSet<>();

    RelayBatch(OutboxPublisher publisher, Duration limit, Stuck stuck) {
        this.publisher = publisher;
        this.limit = limit;
        this.stuck = stuck;
    }

    /**
     * Ids of the rows that were acknowledged. Of every other row the stream or the topic is stuck
     * afterwards. Never throws for what the publisher does.
     */
    Set<Long> publish(List<OutboxRow> rows) {
        waves(rows).forEach(this::publishWave);
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

    private void publishWave(List<OutboxRow> wave) {
        Map<Long, CompletableFuture<Void>> sent = new LinkedHashMap<>();
        for (OutboxRow row : wave) {
            if (blocked.contains(row.topic())) {
                held.add(row.streamId());
            } else if (!held.contains(row.streamId())) {
                CompletableFuture<Void> sending = send(row);
                sent.put(row.id(), sending);
                if (isBlocked(sending)) {
                    blocked.add(row.topic());
                    stuck.topics().failed(row.topic());
                }
            }
        }
        await(sent);
        for (OutboxRow row : wave) {
            CompletableFuture<Void> sending = sent.get(row.id());
            if (sending != null) {
                note(row, sending.isDone() && !sending.isCompletedExceptionally());
            }
        }
    }

    private void note(OutboxRow row, boolean isAcknowledged) {
        if (isAcknowledged) {
            acknowledged.add(row.id());
            stuck.streams().succeeded(row.streamId());
            if (!blocked.contains(row.topic())) {
                stuck.topics().succeeded(row.topic());
            }
        } else {
            held.add(row.streamId());
            stuck.streams().failed(row.streamId());
        }
    }

    private CompletableFuture<Void> send(OutboxRow row) {
        try {
            return publisher.publish(row).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isBlocked(CompletableFuture<Void> sending) {
        return sending.state() == Future.State.FAILED
                && sending.exceptionNow() instanceof TopicBlocked;
    }

    private void await(Map<Long, CompletableFuture<Void>> sent) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(sent.values().toArray(CompletableFuture[]::new));
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

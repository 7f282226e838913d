package io.waybill.eventsourcing.store;

import io.waybill.schemas.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A topic that keeps what it was given and answers as the test wants: late, badly or not at all.
 */
final class FakeTopic implements OutboxPublisher, AutoCloseable {

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final List<OutboxRow> appended = new ArrayList<>();
    private Function<OutboxRow, CompletionStage<Void>> answer = row -> append(row);

    synchronized void behave(Function<OutboxRow, CompletionStage<Void>> behaviour) {
        answer = behaviour;
    }

    @Override
    public CompletionStage<Void> publish(OutboxRow row) {
        Function<OutboxRow, CompletionStage<Void>> current;
        synchronized (this) {
            current = answer;
        }
        return current.apply(row);
    }

    synchronized CompletionStage<Void> append(OutboxRow row) {
        appended.add(row);
        return CompletableFuture.completedFuture(null);
    }

    CompletionStage<Void> fail() {
        return CompletableFuture.failedFuture(new IllegalStateException("not now"));
    }

    CompletionStage<Void> block() {
        return CompletableFuture.failedFuture(new TopicBlocked(new IllegalStateException("away")));
    }

    /** In the topic, but nobody hears of it. */
    CompletionStage<Void> appendAndHang(OutboxRow row) {
        append(row);
        return new CompletableFuture<>();
    }

    /** Some rows fail at once or late, with or without being in the topic; the others come late. */
    Function<OutboxRow, CompletionStage<Void>> moody(long seed) {
        Random random = new Random(seed);
        return row -> {
            int mood;
            int delay;
            synchronized (random) {
                mood = random.nextInt(10);
                delay = random.nextInt(3);
            }
            CompletableFuture<Void> result = new CompletableFuture<>();
            var unused =
                    later.schedule(() -> finish(row, mood, result), delay, TimeUnit.MILLISECONDS);
            return result;
        };
    }

    private void finish(OutboxRow row, int mood, CompletableFuture<Void> result) {
        if (mood != 0) {
            append(row);
        }
        if (mood <= 1) {
            result.completeExceptionally(new IllegalStateException("moody"));
        } else {
            result.complete(null);
        }
    }

    synchronized List<OutboxRow> appended() {
        return List.copyOf(appended);
    }

    synchronized int size() {
        return appended.size();
    }

    /**
     * The last sequence of each stream as a consumer sees it that drops repeats; fails when an
     * event comes before the one that precedes it.
     */
    synchronized Map<UUID, Long> consumed() {
        Map<UUID, Long> last = new HashMap<>();
        for (OutboxRow row : appended) {
            long sequence = sequence(row);
            long before = last.getOrDefault(row.streamId(), 0L);
            if (sequence > before + 1) {
                throw new AssertionError(sequence + " came after " + before + " in " + row);
            }
            last.put(row.streamId(), Math.max(before, sequence));
        }
        return last;
    }

    private static long sequence(OutboxRow row) {
        String record = row.headers().getOrDefault("waybill-record", "");
        return Records.meta(
                        JdbcEvents.decode(
                                record,
                                row.headers().getOrDefault("waybill-schema", ""),
                                row.payload()))
                .getSequence();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}

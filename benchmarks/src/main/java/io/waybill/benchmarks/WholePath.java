package io.waybill.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Leads through the whole path of an installation that is up: source, intake, engine, delivery, a
 * buyer that answers at once, and back. Bounded in count, and ends by itself.
 *
 * <pre>
 * java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' io.waybill.benchmarks.WholePath \
 *     http://localhost:8080 latency 300
 * java -cp ... io.waybill.benchmarks.WholePath http://localhost:8080 rate 300 30
 * </pre>
 *
 * {@code latency N}: one lead at a time. {@code rate R S}: an open loop of R leads a second for S
 * seconds; a lead's time counts from the moment when it was due, so that waiting is not hidden.
 */
public final class WholePath {
    private static final int MOST_AT_ONCE = 4_000;
    private static final int WARM_UP = 300;

    private final TrialFlow flow;

    private WholePath(TrialFlow flow) {
        this.flow = flow;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (InstantBuyer buyer = new InstantBuyer()) {
            WholePath path = new WholePath(TrialFlow.deploy(URI.create(args[0]), buyer.url()));
            path.oneAtATime(WARM_UP);
            buyer.forget();
            Times times =
                    switch (args[1]) {
                        case "latency" -> path.oneAtATime(Integer.parseInt(args[2]));
                        case "rate" ->
                                path.openLoop(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                        default -> throw new IllegalArgumentException("latency N | rate R S");
                    };
            System.out.println(times + ", buyer logged " + buyer.handOvers());
        }
    }

    private Times oneAtATime(int leads) throws IOException, InterruptedException {
        Times times = new Times(leads);
        for (int i = 0; i < leads; i++) {
            long begin = System.nanoTime();
            times.add(flow.submit(i), System.nanoTime() - begin);
        }
        return times;
    }

    private Times openLoop(int perSecond, int seconds) {
        int leads = perSecond * seconds;
        Times times = new Times(leads);
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < leads; i++) {
                long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
                Times.waitUntil(due);
                places.acquireUninterruptibly();
                int number = i;
                threads.execute(() -> {
                    try {
                        int status = flow.submit(number);
                        times.add(status, System.nanoTime() - due);
                    } catch (IOException | InterruptedException e) {
                        times.add(0, System.nanoTime() - due);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        times.took(Duration.ofNanos(System.nanoTime() - begin));
        return times;
    }
}

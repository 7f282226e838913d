package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.servicekit.testing.RealServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of docs/performance.md, with the command there. Not part of the suite: it says how
 * fast this machine is. The service runs as it is shipped, in a process of its own; the servers,
 * the buyers and the load share the machine with it.
 */
class DeliverySpeed {

    private static final int WARM_UP = 2_000;
    private static final int DELIVERIES = 5_000;
    private static final int PER_SECOND = 200;
    private static final int AT_ONCE = 64;
    private static final int SCHEDULED = 100_000;
    private static final int BUYERS = 10;
    private static final Buffer BODY = Buffer.buffer("{\"email\":\"zoe@example.com\"}");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final RealServers servers = new RealServers();
    private final Map<String, String> settings = new HashMap<>();
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void start() {
        servers.init(Map.of(RealServers.DATABASE, "delivery"));
        settings.putAll(servers.start());
        settings.put("waybill.delivery.private-destinations", "127.0.0.1");
        settings.put("quarkus.http.port", "0");
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        servers.stop();
    }

    @Test
    void against_a_bare_client_and_with_many_scheduled() throws Exception {
        try (FastBuyer buyer = new FastBuyer(vertx);
                Requests requests = requests();
                ServiceProcess process = ServiceProcess.start(settings);
                HeldDatabase database = new HeldDatabase(settings)) {
            delivered(requests, buyer, WARM_UP);
            bare(buyer, WARM_UP);
            Duration before = process.processorTime();
            double service = delivered(requests, buyer, DELIVERIES);
            Duration taken = process.processorTime().minus(before);
            double client = bare(buyer, DELIVERIES * 2);
            say("bare Vert.x client: %,.0f requests/s", client);
            say("deliveries: %,.0f/s, %.1f %% of it", service, 100 * service / client);
            say("of the service's processor time: %.2f ms each", millisEach(taken));
            database.schedule(SCHEDULED);
            double among = delivered(requests, buyer, DELIVERIES);
            database.unschedule();
            double again = delivered(requests, buyer, DELIVERIES);
            say("with %,d scheduled: %,.0f/s; then without: %,.0f/s", SCHEDULED, among, again);
        }
    }

    /** In turn, so that whatever else the machine does is the same for both. */
    @Test
    @EnabledIfSystemProperty(named = "before", matches = ".+")
    void against_another_build() throws Exception {
        Path before = Path.of(System.getProperty("before"));
        try (FastBuyer buyer = new FastBuyer(vertx);
                Requests requests = requests()) {
            for (Path program :
                    List.of(before, ServiceProcess.PROGRAM, before, ServiceProcess.PROGRAM)) {
                try (ServiceProcess process = ServiceProcess.start(settings, program)) {
                    delivered(requests, buyer, WARM_UP * 2);
                    Duration soFar = process.processorTime();
                    double rate = delivered(requests, buyer, DELIVERIES);
                    Duration taken = process.processorTime().minus(soFar);
                    String build = program.equals(before) ? "before" : "now";
                    say("%s: %,.0f/s, %.2f ms each", build, rate, millisEach(taken));
                }
            }
        }
    }

    private static double millisEach(Duration taken) {
        return taken.toMillis() / (double) DELIVERIES;
    }

    @Test
    void with_one_of_ten_destinations_hanging() throws Exception {
        List<FastBuyer> buyers =
                IntStream.range(0, BUYERS).mapToObj(_ -> new FastBuyer(vertx)).toList();
        try (Requests requests = requests();
                ServiceProcess _ = ServiceProcess.start(settings)) {
            spread(requests, buyers, WARM_UP, PER_SECOND);
            Spread well = spread(requests, buyers, DELIVERIES, PER_SECOND);
            Spread wellAgain = spread(requests, buyers, DELIVERIES, PER_SECOND);
            buyers.getFirst().hang(Duration.ofSeconds(30));
            Spread hanging = spread(requests, buyers, DELIVERIES, PER_SECOND);
            say("nine of ten, all well:     %s", well);
            say("nine of ten, all well:     %s", wellAgain);
            say("nine of ten, one hanging:  %s", hanging);
        }
        buyers.forEach(FastBuyer::close);
    }

    /** Throughput to the destinations but the first, and how long after the asking they had it. */
    private record Spread(double rate, double p50Millis, double p99Millis) {
        @Override
        public String toString() {
            return "%,.0f/s, p50 %.1f ms, p99 %.1f ms".formatted(rate, p50Millis, p99Millis);
        }
    }

    private Requests requests() {
        return new Requests(servers.masterKeys(), servers.kafka().bootstrapServers());
    }

    /** Deliveries a second, from the first that the buyer has to the last. */
    private static double delivered(Requests requests, FastBuyer buyer, int count) {
        List<DeliverLead> asked =
                IntStream.range(0, count).mapToObj(_ -> requests.request(to(buyer))).toList();
        buyer.forget();
        requests.sendAll(asked);
        Awaitility.await("all delivered").atMost(LIMIT).until(() -> buyer.received() >= count);
        assertThat(buyer.received()).isEqualTo(count);
        return buyer.rate();
    }

    /** Requests a second of a client that does nothing else, as many at once as deliveries are. */
    private double bare(FastBuyer buyer, int count) throws InterruptedException {
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
        AtomicInteger left = new AtomicInteger(count);
        CountDownLatch ended = new CountDownLatch(count);
        buyer.forget();
        vertx.runOnContext(_ -> {
            for (int i = 0; i < AT_ONCE; i++) {
                post(client, buyer, left, ended);
            }
        });
        assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        client.close();
        return buyer.rate();
    }

    private static void post(
            HttpClient client, FastBuyer buyer, AtomicInteger left, CountDownLatch ended) {
        if (left.getAndDecrement() <= 0) {
            return;
        }
        client.request(HttpMethod.POST, buyer.port(), "127.0.0.1", "/leads")
                .compose(request -> {
                    request.putHeader("Content-Type", "application/json");
                    return request.send(BODY);
                })
                .compose(reply -> reply.body())
                .onComplete(_ -> {
                    ended.countDown();
                    post(client, buyer, left, ended);
                });
    }

    private static Spread spread(
            Requests requests, List<FastBuyer> buyers, int count, int perSecond)
            throws InterruptedException {
        List<DeliverLead> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(requests.request(to(buyers.get(i % BUYERS))));
        }
        Map<UUID, Long> askedAt = new HashMap<>();
        buyers.forEach(FastBuyer::forget);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + TimeUnit.SECONDS.toNanos(i) / perSecond;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            DeliverLead request = asked.get(i);
            if (i % BUYERS > 0) {
                askedAt.put(request.getMeta().getStreamId(), System.nanoTime());
            }
            requests.post(request);
        }
        List<FastBuyer> nine = buyers.subList(1, BUYERS);
        int expected = askedAt.size();
        Awaitility.await("nine have theirs")
                .atMost(LIMIT)
                .until(() -> nine.stream().mapToInt(FastBuyer::received).sum() >= expected);
        double[] millis =
                nine.stream()
                        .flatMap(buyer -> buyer.arrivals().entrySet().stream())
                        .mapToDouble(arrival -> millis(arrival, askedAt))
                        .sorted()
                        .toArray();
        long last = nine.stream().mapToLong(FastBuyer::last).max().orElseThrow();
        return new Spread(
                expected / ((last - begin) / 1e9),
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]);
    }

    private static double millis(Map.Entry<UUID, Long> arrival, Map<UUID, Long> askedAt) {
        long asked = Objects.requireNonNull(askedAt.get(arrival.getKey()));
        return (arrival.getValue() - asked) / 1e6;
    }

    private static Wanted to(FastBuyer buyer) {
        return Wanted.to("http://127.0.0.1:" + buyer.port() + "/leads").within(LIMIT);
    }

    private static void say(String figure, Object... values) {
        System.out.println("FIGURE " + figure.formatted(values));
    }
}

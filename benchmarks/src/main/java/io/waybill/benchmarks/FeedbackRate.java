package io.waybill.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Feedback on deliveries that are known to feedback-service, in an open loop: a call's time counts
 * from the moment when it was due. The deliveries are made up beside its newest one.
 *
 * <pre>
 * java -cp '…:postgresql.jar' io.waybill.benchmarks.FeedbackRate fill JDBC_URL USER PASSWORD 10000000
 * java -cp … io.waybill.benchmarks.FeedbackRate rate http://localhost:8080 10000000 2000 20
 * </pre>
 */
public final class FeedbackRate {
    private static final int MOST_AT_ONCE = 4_000;
    private static final int WARM_UP = 2_000;
    private static final int SEED = 6;

    private static final List<String> INSERTS =
            List.of(
                    """
                    delivery SELECT event, lead, flow_id, flow_version, source_id, step_id,
                        account_id, counterparty_id, lane, test, accepted_at,
                        lead_received_at, currency
                    """,
                    "lead_key SELECT lead, wrapped_key, master_key_id",
                    "sale SELECT event, revenue, sold",
                    "lead_cost SELECT lead, cost",
                    "lead_place SELECT lead, partition, position");

    private FeedbackRate() {}

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        switch (args[0]) {
            case "fill" -> fill(args[1], args[2], args[3], Integer.parseInt(args[4]));
            case "rate" -> {
                int known = Integer.parseInt(args[2]);
                int perSecond = Integer.parseInt(args[3]);
                URI base = URI.create(args[1]);
                post(base, known, perSecond / 4, WARM_UP / Math.max(1, perSecond / 4) + 1);
                System.out.println(post(base, known, perSecond, Integer.parseInt(args[4])));
            }
            default -> throw new IllegalArgumentException("fill | rate");
        }
    }

    private static void fill(String url, String user, String password, int count)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TEMP TABLE pattern AS
                    SELECT d.*, k.wrapped_key, k.master_key_id, s.revenue, s.sold, c.cost,
                           p.partition, p.position
                    FROM delivery d JOIN lead_key k USING (lead_id) JOIN sale s USING (event_id)
                    JOIN lead_cost c USING (lead_id) JOIN lead_place p USING (lead_id)
                    WHERE k.wrapped_key IS NOT NULL ORDER BY d.accepted_at DESC LIMIT 1
                    """);
            statement.execute(
                    """
                    CREATE TEMP TABLE made AS
                    SELECT md5('lead ' || n)::uuid AS lead,
                           (substr(h, 1, 12) || '8' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid
                               AS event
                    FROM (SELECT n, md5('event ' || n) AS h FROM generate_series(0, %d) n) made
                    """
                            .formatted(count - 1));
            for (String insert : INSERTS) {
                int rows =
                        statement.executeUpdate(
                                "INSERT INTO "
                                        + insert
                                        + " FROM made, pattern ON CONFLICT DO NOTHING");
                System.out.println(rows + " rows: " + insert.strip().split(" ", 2)[0]);
            }
            statement.execute("ANALYZE");
        }
    }

    private static Times post(URI base, int known, int perSecond, int seconds) {
        HttpClient http = HttpClient.newHttpClient();
        Random random = new Random(SEED + perSecond);
        int calls = perSecond * seconds;
        Times times = new Times(calls);
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
                HttpRequest call = call(base, eventId(random.nextInt(known)), i % 2 == 0);
                Times.waitUntil(due);
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        times.add(status(http, call), System.nanoTime() - due);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        times.took(Duration.ofNanos(System.nanoTime() - begin));
        return times;
    }

    private static int status(HttpClient http, HttpRequest call) {
        try {
            return http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unanswered) {
            return 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static HttpRequest call(URI base, String eventId, boolean conversion) {
        String type = conversion ? "conversion" : "return";
        return HttpRequest.newBuilder(base.resolve("/feedback?event_id=" + eventId))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("type=" + type + "&reason=Wrong+Number"))
                .build();
    }

    /** As the tables are filled. */
    private static String eventId(int number) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5")
                            .digest(("event " + number).getBytes(StandardCharsets.UTF_8));
            String h = HexFormat.of().formatHex(digest);
            String id = h.substring(0, 12) + "8" + h.substring(13, 16) + "8" + h.substring(17);
            return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

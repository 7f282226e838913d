package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.schemas.Topic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How many leads one core takes through the engine, from the submission's bytes to the answer's: a
 * flow of ten steps that sells each lead to one buyer, whose settlement is a second record. The
 * topology is the engine's own with its stores on disk; there is no broker and no other thread that
 * works for it. Only the time within the topology counts, not what makes the records for it.
 *
 * <p>Two figures: all of that time, in which the test driver commits, looks up topics and collects
 * what was written for each single record, and the lane's own part: records decoded, decided,
 * stored, encoded and handed to the sinks.
 *
 * <p>Lanes with few and with many flows take their leads in turn, some at once: what else the
 * machine does, and how far its compiler has come, is the same for all. The first round warms up.
 *
 * <p>Arguments: leads of each lane in a round, and how many flows are many; 0 leaves those out.
 */
public final class LaneThroughput {

    private static final int FEW = 10;
    private static final int ROUNDS = 2;
    private static final int AT_ONCE = 250;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    private static final Logger LOG = Logger.getLogger("");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LaneThroughput() {}

    /**
     * Time of this thread.
     *
     * @param lane processor time of the lane alone
     */
    private record Spent(long cpu, long lane, long wall) {

        static Spent now(LoadedLane lane) {
            return new Spent(cpuNow(), lane.spent(), System.nanoTime());
        }

        Spent since(Spent begun) {
            return new Spent(cpu - begun.cpu, lane - begun.lane, wall - begun.wall);
        }

        Spent and(Spent other) {
            return new Spent(cpu + other.cpu, lane + other.lane, wall + other.wall);
        }
    }

    /** Processor time of this thread, in nanoseconds. */
    static long cpuNow() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** A lane under load. */
    private static final class Row {

        private final int deployed;
        private final int busy;
        private final LoadedLane lane = new LoadedLane();
        private Spent spent = new Spent(0, 0, 0);
        private int made;

        Row(int deployed, int busy, String flow) throws IOException {
            this.deployed = deployed;
            this.busy = busy;
            for (int i = 0; i < deployed; i++) {
                lane.deploy(i, flow);
            }
        }

        /** Leads to the flows in turn. */
        void take(int leads) {
            List<LoadedLane.Lead> batch = new ArrayList<>();
            for (int i = 0; i < leads; i++) {
                batch.add(lane.lead(made++ % busy));
            }
            spent = spent.and(taken(lane, batch));
        }

        @SuppressWarnings("SystemOut") // for a person at a terminal
        void show(int leads) {
            System.out.printf(
                    "%,8d  %,6d  %,14.0f  %,13.0f  %,7.0f  %4.1f%n",
                    deployed,
                    busy,
                    leads * NANOS / spent.cpu,
                    leads * NANOS / spent.lane,
                    leads * NANOS / spent.wall,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    @SuppressWarnings("SystemOut") // for a person at a terminal
    public static void main(String[] args) throws IOException {
        int leads = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int many = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        // Without settings the log manager has every line made, down to the finest.
        LOG.setLevel(Level.WARNING);
        String flow = definition();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(FEW, FEW, flow));
        if (many > 0) {
            rows.add(new Row(many, FEW, flow));
            rows.add(new Row(many, many, flow));
        }
        System.out.println("deployed  busy    leads/s of cpu  of the lane's  of wall  load");
        round(rows, leads);
        for (int round = 0; round < ROUNDS; round++) {
            round(rows, leads);
            rows.forEach(row -> row.show(leads));
        }
        rows.forEach(row -> row.lane.close());
    }

    private static void round(List<Row> rows, int leads) {
        rows.forEach(row -> row.spent = new Spent(0, 0, 0));
        for (int done = 0; done < leads; done += AT_ONCE) {
            int some = Math.min(AT_ONCE, leads - done);
            rows.forEach(row -> row.take(some));
        }
    }

    private static Spent taken(LoadedLane lane, List<LoadedLane.Lead> batch) {
        List<byte[]> submissions = batch.stream().map(LoadedLane.Lead::submission).toList();
        Spent submitted = piped(lane, Topic.FLOW_REQUESTS, submissions);
        List<DeliverLead> requests = lane.requests();
        List<byte[]> settlements = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            settlements.add(batch.get(i).sold(requests.get(i)));
        }
        Spent settled = piped(lane, Topic.DELIVERY_ATTEMPTS, settlements);
        lane.checkAnswers(batch.size());
        return submitted.and(settled);
    }

    private static Spent piped(LoadedLane lane, Topic topic, List<byte[]> records) {
        Spent begun = Spent.now(lane);
        records.forEach(bytes -> lane.pipe(topic, bytes));
        Spent taken = Spent.now(lane).since(begun);
        long read = lane.reading(topic, records);
        return new Spent(taken.cpu, taken.lane + read, taken.wall);
    }

    private static String definition() throws IOException {
        try (var file =
                Objects.requireNonNull(
                        LaneThroughput.class.getResourceAsStream("ten-steps.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.waybill.eventsourcing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestingTest {

    // Near the end of its range, which a clock of nanoseconds may reach.
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_500);
    private final Resting<String> resting =
            new Resting<>(Duration.ofNanos(1000), Duration.ofNanos(4000), clock::get);

    @Test
    void what_failed_rests_for_a_while() {
        resting.failed("a");

        clock.addAndGet(999);
        assertThat(resting.now()).containsExactly("a");
        clock.addAndGet(1);
        assertThat(resting.now()).isEmpty();
        assertThat(resting.all()).as("still not better").containsExactly("a");
    }

    @Test
    void each_further_failure_doubles_the_rest_up_to_the_longest() {
        for (long expected : new long[] {1000, 2000, 4000, 4000}) {
            resting.failed("a");

            clock.addAndGet(expected - 1);
            assertThat(resting.now()).as("after %d", expected - 1).containsExactly("a");
            clock.addAndGet(1);
            assertThat(resting.now()).as("after %d", expected).isEmpty();
        }
    }

    @Test
    void what_succeeded_begins_anew() {
        resting.failed("a");
        resting.failed("a");
        resting.failed("b");

        resting.succeeded("a");

        assertThat(resting.now()).containsExactly("b");
        assertThat(resting.all()).containsExactly("b");
        resting.failed("a");
        clock.addAndGet(1000);
        assertThat(resting.now()).isEmpty();
    }
}

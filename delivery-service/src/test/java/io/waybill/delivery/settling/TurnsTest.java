package io.waybill.delivery.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns<String> turns = new Turns<>(3, new Turns.Limit(2), () -> 0);

    @Test
    void a_destination_has_no_more_than_its_share() {
        assertThat(turns.tryTake("slow")).isTrue();
        assertThat(turns.tryTake("slow")).isTrue();
        assertThat(turns.tryTake("slow")).isFalse();
    }

    @Test
    void a_slow_destination_does_not_take_the_turn_of_another() {
        turns.tryTake("slow");
        turns.tryTake("slow");
        turns.takeOrWait("slow", "slow 3");

        assertThat(turns.tryTake("fast")).isTrue();
    }

    @Test
    void all_destinations_together_are_bounded() {
        turns.tryTake("a");
        turns.tryTake("a");
        turns.tryTake("b");

        assertThat(turns.tryTake("c")).isFalse();
        assertThat(turns.taken()).isEqualTo(3);
    }

    @Test
    void who_waits_is_served_in_order_and_nobody_jumps_the_queue() {
        turns.tryTake("a");
        turns.tryTake("a");
        turns.takeOrWait("a", "first");
        turns.takeOrWait("a", "second");

        assertThat(turns.giveBack("a")).contains("first");
        assertThat(turns.tryTake("a")).isFalse();
        assertThat(turns.giveBack("a")).contains("second");
    }

    @Test
    void a_raised_limit_serves_those_who_wait_at_once() {
        Turns<String> shared = new Turns<>(20, new Turns.Limit(1), () -> 0);
        shared.tryTake("a");
        shared.takeOrWait("a", "first");
        shared.takeOrWait("a", "second");
        assertThat(shared.mayServe()).isFalse();

        shared.limit("a", new Turns.Limit(3));

        assertThat(shared.mayServe()).isTrue();
        assertThat(shared.serve()).contains("first");
        assertThat(shared.serve()).contains("second");
        assertThat(shared.serve()).isEmpty();
    }

    @Test
    void what_is_free_and_waited_for_by_nobody_is_room() {
        Turns<String> shared = new Turns<>(5, new Turns.Limit(3), () -> 0);
        shared.tryTake("a");

        assertThat(shared.room("a")).isEqualTo(2);
        assertThat(shared.room("b")).isEqualTo(3);
        take(shared, "a", 2);
        shared.takeOrWait("a", "waits");
        assertThat(shared.room("a")).isZero();
        assertThat(shared.room("b")).isEqualTo(2);
    }

    @Test
    void destinations_are_served_in_turn() {
        turns.tryTake("x");
        turns.tryTake("x");
        turns.tryTake("y");
        turns.takeOrWait("a", "a 1");
        turns.takeOrWait("a", "a 2");
        turns.takeOrWait("b", "b 1");

        List<Optional<String>> served =
                List.of(turns.giveBack("x"), turns.giveBack("x"), turns.giveBack("y"));

        assertThat(served)
                .containsExactly(Optional.of("a 1"), Optional.of("b 1"), Optional.of("a 2"));
    }

    @Test
    void who_left_is_not_served() {
        turns.tryTake("a");
        turns.tryTake("a");
        turns.takeOrWait("a", "gone");

        assertThat(turns.leave("a", "gone")).isTrue();
        assertThat(turns.leave("a", "gone")).isFalse();
        assertThat(turns.giveBack("a")).isEmpty();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void many_slow_destinations_leave_a_reserve_to_those_that_hold_few() {
        Turns<String> shared = new Turns<>(20, new Turns.Limit(6), () -> 0);
        take(shared, "slow 1", 6);
        take(shared, "slow 2", 6);
        take(shared, "slow 3", Turns.FEW);

        assertThat(shared.tryTake("slow 3")).isFalse();
        assertThat(shared.tryTake("fast")).isTrue();
        take(shared, "others", 3);
        assertThat(shared.taken()).isEqualTo(20);
        assertThat(shared.tryTake("late")).isFalse();
    }

    @Test
    void the_reserve_goes_to_who_holds_few_and_waits() {
        Turns<String> shared = new Turns<>(20, new Turns.Limit(16), () -> 0);
        take(shared, "slow", 15);
        shared.takeOrWait("slow", "slow waits");
        take(shared, "a", Turns.FEW);
        shared.tryTake("b");
        shared.takeOrWait("late", "late waits");

        assertThat(shared.giveBack("b")).contains("late waits");
        assertThat(shared.giveBack("late")).isEmpty();
        for (int i = 0; i < Turns.FEW; i++) {
            assertThat(shared.giveBack("a")).isEmpty();
        }
        assertThat(shared.giveBack("slow")).contains("slow waits");
    }

    @Test
    void whatever_the_order_every_waiter_is_served_once_within_the_bounds() {
        Random random = new Random(7);
        Turns<Waiter> many = new Turns<>(20, new Turns.Limit(5), () -> 0);
        List<String> held = new ArrayList<>();
        List<Waiter> served = new ArrayList<>();
        int waiters = 0;
        for (int i = 0; i < 5_000; i++) {
            String destination = "d" + random.nextInt(12);
            if (random.nextInt(3) > 0) {
                if (many.takeOrWait(destination, new Waiter(i, destination))) {
                    held.add(destination);
                } else {
                    waiters++;
                }
            } else if (!held.isEmpty()) {
                release(many, held.remove(random.nextInt(held.size())), held, served);
            }
            assertThat(many.taken()).isLessThanOrEqualTo(20).isEqualTo(held.size());
        }
        while (!held.isEmpty()) {
            release(many, held.removeLast(), held, served);
        }

        assertThat(served).hasSize(waiters).doesNotHaveDuplicates();
        assertThat(many.taken()).isZero();
        assertThat(many.waiting()).isZero();
    }

    private static void take(Turns<String> turns, String name, int many) {
        for (int i = 0; i < many; i++) {
            assertThat(turns.tryTake(name)).isTrue();
        }
    }

    private static void release(
            Turns<Waiter> many, String destination, List<String> held, List<Waiter> served) {
        many.giveBack(destination)
                .ifPresent(next -> {
                    served.add(next);
                    held.add(next.destination());
                });
    }

    private record Waiter(int number, String destination) {}

    @Test
    void so_many_turns_begin_in_any_span_of_time_and_the_others_wait_for_it_to_pass() {
        AtomicLong nanos = new AtomicLong();
        Turns<String> timed = new Turns<>(10, new Turns.Limit(10), nanos::get);
        timed.limit("slow", new Turns.Limit(10, 2, Duration.ofSeconds(1)));

        assertThat(timed.takeOrWait("slow", "a")).isTrue();
        nanos.addAndGet(Duration.ofMillis(600).toNanos());
        assertThat(timed.takeOrWait("slow", "b")).isTrue();
        assertThat(timed.takeOrWait("slow", "c")).isFalse();
        assertThat(timed.takeOrWait("other", "x")).isTrue();

        assertThat(timed.mayServe()).isTrue();
        assertThat(timed.giveBack("slow")).isEmpty();
        assertThat(timed.serve()).isEmpty();
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(timed.serve()).contains("c");
        assertThat(timed.mayServe()).isFalse();
        assertThat(timed.tryTake("slow")).isFalse();
        nanos.addAndGet(Duration.ofMillis(600).toNanos());
        assertThat(timed.tryTake("slow")).isTrue();
    }

    @Test
    void a_destination_with_a_limit_of_its_own_keeps_it() {
        turns.limit("small", new Turns.Limit(1));

        assertThat(turns.takeOrWait("small", "a")).isTrue();
        assertThat(turns.takeOrWait("small", "b")).isFalse();
        assertThat(turns.waitingFor("small")).isEqualTo(1);
        assertThat(turns.giveBack("small")).contains("b");
    }
}

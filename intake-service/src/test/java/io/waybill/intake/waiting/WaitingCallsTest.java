package io.waybill.intake.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingCallsTest {

    private static final UUID CALL = new UUID(1, 1);
    private static final UUID LEAD = new UUID(2, 2);
    private static final Answer DONE =
            new Answer.Concluded(LEAD, "success", Optional.empty(), BigDecimal.ONE);

    private final WaitingCalls calls = new WaitingCalls(2);
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_reply_ends_the_call() {
        open(CALL);
        calls.kept(CALL);

        calls.answered(CALL, DONE);

        assertThat(answers).containsExactly(DONE);
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void of_two_replies_the_first_counts() {
        open(CALL);

        calls.answered(CALL, DONE);
        calls.answered(CALL, new Answer.KeyReused());

        assertThat(answers).containsExactly(DONE);
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void a_kept_lead_whose_time_is_up_is_pending_and_its_late_reply_is_dropped() {
        open(CALL);
        calls.kept(CALL);

        calls.elapsed(CALL);
        calls.answered(CALL, DONE);

        assertThat(answers).containsExactly(new Answer.Pending(LEAD));
    }

    @Test
    void a_lead_that_is_not_yet_kept_is_never_called_pending() {
        open(CALL);

        calls.elapsed(CALL);
        assertThat(answers).isEmpty();

        calls.kept(CALL);
        assertThat(answers).containsExactly(new Answer.Pending(LEAD));
    }

    @Test
    void a_lead_that_is_not_kept_in_time_has_to_be_sent_again() {
        open(CALL);

        calls.elapsed(CALL);
        calls.notKept(CALL);
        calls.kept(CALL);

        assertThat(answers).containsExactly(new Answer.NotKept());
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void a_reply_may_come_before_the_acknowledgement() {
        open(CALL);

        calls.answered(CALL, DONE);
        calls.kept(CALL);
        calls.notKept(CALL);

        assertThat(answers).containsExactly(DONE);
    }

    @Test
    void a_repeat_that_outlives_the_time_names_the_first_call_s_lead() {
        UUID first = new UUID(3, 3);
        open(CALL);
        calls.kept(CALL);
        calls.joined(CALL, first);

        calls.elapsed(CALL);

        assertThat(answers).containsExactly(new Answer.Pending(first));
    }

    @Test
    void replies_to_others_are_dropped() {
        open(CALL);

        calls.answered(new UUID(9, 9), DONE);
        calls.joined(new UUID(9, 9), LEAD);
        calls.elapsed(new UUID(9, 9));

        assertThat(answers).isEmpty();
        assertThat(calls.waiting()).isEqualTo(1);
    }

    @Test
    void no_call_waits_where_no_place_is_free() {
        assertThat(open(new UUID(1, 1))).isTrue();
        assertThat(open(new UUID(1, 2))).isTrue();
        assertThat(open(new UUID(1, 3))).isFalse();

        calls.answered(new UUID(1, 1), DONE);
        assertThat(open(new UUID(1, 3))).isTrue();
    }

    @Test
    void a_caller_that_hangs_up_leaves_its_place() {
        open(CALL);

        calls.abandoned(CALL);
        calls.abandoned(CALL);
        calls.answered(CALL, DONE);

        assertThat(answers).isEmpty();
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void whatever_comes_at_the_same_time_a_call_is_answered_once() throws InterruptedException {
        int rounds = 2_000;
        WaitingCalls many = new WaitingCalls(rounds);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < rounds; round++) {
                UUID id = new UUID(4, round);
                CountDownLatch start = new CountDownLatch(1);
                many.open(id, LEAD, answers::add);
                threads.execute(() -> race(start, () -> many.kept(id)));
                threads.execute(() -> race(start, () -> many.elapsed(id)));
                threads.execute(() -> race(start, () -> many.answered(id, DONE)));
                start.countDown();
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(answers).hasSize(rounds);
        assertThat(many.waiting()).isZero();
    }

    private boolean open(UUID call) {
        return calls.open(call, LEAD, answers::add);
    }

    private static void race(CountDownLatch start, Runnable step) {
        try {
            start.await();
            step.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

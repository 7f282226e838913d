package io.waybill.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Given events, when a command, then events or a refusal.
 *
 * @param <S> state
 * @param <C> commands
 * @param <E> events
 * @param <R> refusals
 */
public final class DeciderSpecification<S, C, E, R> {

    private final BiFunction<C, S, Decision<E, R>> decide;
    private final BiFunction<S, E, S> evolve;
    private final S initial;

    private DeciderSpecification(
            S initial, BiFunction<C, S, Decision<E, R>> decide, BiFunction<S, E, S> evolve) {
        this.initial = initial;
        this.decide = decide;
        this.evolve = evolve;
    }

    public static <S, C, E, R> DeciderSpecification<S, C, E, R> of(
            S initial, BiFunction<C, S, Decision<E, R>> decide, BiFunction<S, E, S> evolve) {
        return new DeciderSpecification<>(initial, decide, evolve);
    }

    @SafeVarargs
    public final Given given(E... events) {
        return new Given(List.of(events));
    }

    public Given given(List<? extends E> events) {
        return new Given(List.copyOf(events));
    }

    private S fold(List<E> events) {
        S state = initial;
        for (E event : events) {
            state = evolve.apply(state, event);
        }
        return state;
    }

    /** What happened before. */
    public final class Given {

        private final List<E> history;

        private Given(List<E> history) {
            this.history = history;
        }

        public When when(C command) {
            S state = fold(history);
            Decision<E, R> decision = decide.apply(command, state);
            assertThat(decide.apply(command, state))
                    .as("deciding again gives the same")
                    .isEqualTo(decision);
            return new When(history, decision);
        }

        /** The state that the events lead to. */
        public void thenState(S expected) {
            assertThat(fold(history)).isEqualTo(expected);
        }
    }

    /** What was decided. */
    public final class When {

        private final List<E> history;
        private final Decision<E, R> decision;

        private When(List<E> history, Decision<E, R> decision) {
            this.history = history;
            this.decision = decision;
        }

        @SafeVarargs
        public final When thenEvents(E... expected) {
            assertThat(decision).isEqualTo(new Decision.Accepted<E, R>(List.of(expected)));
            return this;
        }

        public When thenNothing() {
            assertThat(decision).isEqualTo(new Decision.Accepted<E, R>(List.of()));
            return this;
        }

        public void thenRefused(R expected) {
            assertThat(decision).isEqualTo(new Decision.Refused<E, R>(expected));
        }

        /** The state after the new events. */
        public When andState(S expected) {
            List<E> all = new ArrayList<>(history);
            if (decision instanceof Decision.Accepted<E, R>(List<E> events)) {
                all.addAll(events);
            }
            assertThat(fold(all)).isEqualTo(expected);
            return this;
        }
    }
}

package io.waybill.reporting.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportTurnsTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID THREE = new UUID(0, 3);

    private final ExportTurns turns = new ExportTurns(4, 2);

    @Test
    void an_account_has_no_more_than_its_share() {
        turns.take(ONE);
        turns.take(ONE);

        assertThat(turns.take(ONE)).isEmpty();
        assertThat(turns.take(TWO)).isPresent();
    }

    @Test
    void all_accounts_together_are_bounded() {
        turns.take(ONE);
        turns.take(ONE);
        turns.take(TWO);
        turns.take(TWO);

        assertThat(turns.take(THREE)).isEmpty();
    }

    @Test
    void a_turn_is_given_back_once() {
        ExportTurns.Turn first = turns.take(ONE).orElseThrow();
        turns.take(ONE);

        first.close();
        first.close();

        assertThat(turns.take(ONE)).isPresent();
        assertThat(turns.take(ONE)).isEmpty();
    }
}

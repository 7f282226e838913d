package io.waybill.partner.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.partner.session.RefreshDecision.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final Instant EARLIER = NOW.minusSeconds(1);

    @Test
    void a_token_that_was_not_used_is_exchanged() {
        assertThat(decide(LATER, null, null)).isEqualTo(RefreshDecision.ROTATE);
    }

    @Test
    void a_token_that_was_used_ends_the_session() {
        assertThat(decide(LATER, null, EARLIER)).isEqualTo(RefreshDecision.END_SESSION);
    }

    @Test
    void a_session_that_is_over_is_refused_whatever_the_token() {
        assertThat(decide(LATER, EARLIER, null)).isEqualTo(RefreshDecision.REFUSE);
        assertThat(decide(LATER, EARLIER, EARLIER)).isEqualTo(RefreshDecision.REFUSE);
        assertThat(decide(NOW, null, null)).isEqualTo(RefreshDecision.REFUSE);
        assertThat(decide(NOW, null, EARLIER)).isEqualTo(RefreshDecision.REFUSE);
    }

    private static RefreshDecision decide(
            Instant expiresAt, @Nullable Instant endedAt, @Nullable Instant usedAt) {
        return RefreshDecision.of(new Facts(expiresAt, endedAt, usedAt), NOW);
    }
}

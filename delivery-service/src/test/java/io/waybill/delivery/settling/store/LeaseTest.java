package io.waybill.delivery.settling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.DeliveryConfig;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LeaseTest {

    @Test
    void a_lease_that_was_just_renewed_is_fresh_and_judges_nobody_yet() {
        Lease lease = new Lease(1, lasting(Duration.ofMinutes(1)));
        lease.registered();

        assertThat(lease.isFresh()).isTrue();
        assertThat(lease.mayJudgeSilence()).isFalse();
    }

    @Test
    void one_that_was_not_renewed_for_long_takes_nothing_over() {
        Lease lease = new Lease(1, lasting(Duration.ofMillis(20)));
        lease.registered();

        Awaitility.await("the lease is old")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !lease.isFresh());

        assertThat(lease.mayJudgeSilence()).isFalse();
        lease.renewed();
        lease.interrupted();
        assertThat(lease.mayJudgeSilence()).isFalse();
    }

    private static DeliveryConfig lasting(Duration length) {
        return (DeliveryConfig)
                Proxy.newProxyInstance(
                        DeliveryConfig.class.getClassLoader(),
                        new Class<?>[] {DeliveryConfig.class},
                        (_, method, _) -> {
                            if (method.getName().equals("lease")) {
                                return length;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}

package io.waybill.delivery;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Short times and few turns, so that tests meet the limits. */
public final class DeliveryProfile implements QuarkusTestProfile {

    static final int PER_DESTINATION = 4;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "waybill.delivery.first-retry", "100ms",
                "waybill.delivery.lease", "1s",
                "waybill.delivery.private-destinations", "localhost:1024-65535,127.0.0.1",
                "waybill.delivery.in-flight", "40",
                "waybill.delivery.in-flight-per-destination", String.valueOf(PER_DESTINATION));
    }
}

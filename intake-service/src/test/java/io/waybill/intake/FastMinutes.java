package io.waybill.intake;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Lets a minute pass in a second, so that tests see ticks and counts. */
public final class FastMinutes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("waybill.intake.minute", "1s");
    }
}

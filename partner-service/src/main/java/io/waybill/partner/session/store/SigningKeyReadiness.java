package io.waybill.partner.session.store;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when tokens can be signed. */
@Readiness
@Singleton
final class SigningKeyReadiness implements HealthCheck {

    private final SigningKeys keys;

    SigningKeyReadiness(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing key").status(keys.areLoaded()).build();
    }
}

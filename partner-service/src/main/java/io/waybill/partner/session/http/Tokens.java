package io.waybill.partner.session.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.session.store.SignedIn;
import io.waybill.partner.session.store.SigningKey;
import io.waybill.partner.session.store.SigningKeys;
import io.waybill.servicekit.auth.SessionToken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What somebody who is signed in gets: a short-lived token and the right to the next one. */
@Singleton
final class Tokens {

    private final SigningKeys keys;
    private final PartnerConfig config;
    private final InstantSource clock;

    Tokens(SigningKeys keys, PartnerConfig config, InstantSource clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Body(String token, String refreshToken, String expiresAt) {

        @Override
        public String toString() {
            return "Body[masked]";
        }
    }

    Body of(SignedIn session, Secret refresh) {
        SigningKey key = keys.current();
        Instant expiry =
                clock.instant().plus(config.tokenLifetime()).truncatedTo(ChronoUnit.SECONDS);
        String token =
                new SessionToken(
                                session.sessionId(),
                                session.userId(),
                                session.accountId(),
                                session.role(),
                                expiry)
                        .sign(key.privateKey(), key.id());
        return new Body(token, refresh.text(), expiry.toString());
    }
}

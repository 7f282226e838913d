package io.waybill.delivery.credential.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.OpenedCredential.OAuth2;
import io.waybill.delivery.credential.OpenedCredential.Parameter;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.delivery.request.http.Outbound;
import io.waybill.delivery.request.http.SendResult;
import io.waybill.language.WebAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens, kept until shortly before they expire. However many deliveries wait for one, it is
 * fetched once, by the way that all requests go; one that could not be had is not asked for again
 * for a moment.
 */
@Singleton
public final class Tokens {

    private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** Where the server does not say how long: the shortest that is common. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST = 10_000;
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbound outbound;
    private final InstantSource clock;
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    /** A changed credential has other tokens. */
    private record Key(UUID credentialId, long revision) {}

    /** A token, on its way, had, or not to be had for a moment. */
    private record Kept(CompletableFuture<Fetched> fetched, Instant asked) {

        boolean isOver(Instant now) {
            return fetched.isDone()
                    && switch (fetched.join()) {
                        case Fetched.Token token -> !now.isBefore(token.until());
                        case Fetched.None none -> !now.isBefore(none.until());
                    };
        }
    }

    /** What came of asking for a token. */
    public sealed interface Fetched {

        record Token(String text, Instant until) implements Fetched {
            @Override
            public String toString() {
                return "Token[masked]";
            }
        }

        /**
         * @param reason for the seller; holds nothing of what was sent
         */
        record None(String reason, Instant until) implements Fetched {}
    }

    @Inject
    Tokens(Outbound outbound, InstantSource clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /** Always completes normally, within some seconds. */
    public CompletionStage<Fetched> token(Credential credential, OAuth2 client) {
        Instant now = clock.instant();
        if (kept.size() > MOST) {
            kept.values().removeIf(one -> one.isOver(now));
        }
        CompletableFuture<Fetched> mine = new CompletableFuture<>();
        Kept found =
                kept.compute(
                        new Key(credential.id(), credential.revision()),
                        (_, before) ->
                                before == null || before.isOver(now)
                                        ? new Kept(mine, now)
                                        : before);
        if (found.fetched() == mine) {
            fetch(client)
                    .exceptionally(_ -> none("The access token could not be fetched"))
                    .thenAccept(mine::complete);
        }
        return found.fetched();
    }

    /** The destination did not take it: the next one who asks gets another one. */
    public void refused(Credential credential, String token) {
        kept.computeIfPresent(
                new Key(credential.id(), credential.revision()),
                (_, one) ->
                        one.fetched().isDone()
                                        && one.fetched().join() instanceof Fetched.Token had
                                        && had.text().equals(token)
                                ? null
                                : one);
    }

    private CompletionStage<Fetched> fetch(OAuth2 client) {
        return outbound.send(request(client), LONGEST_FETCH).thenApply(this::read);
    }

    private static OutgoingRequest request(OAuth2 client) {
        List<String> form = new ArrayList<>();
        form.add("grant_type=client_credentials");
        client.scope().ifPresent(scope -> form.add(pair("scope", scope)));
        for (Parameter parameter : client.parameters()) {
            form.add(pair(parameter.name(), parameter.value()));
        }
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Accept", "application/json"));
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        if (client.inBody()) {
            form.add(pair("client_id", client.clientId()));
            form.add(pair("client_secret", client.clientSecret()));
        } else {
            // RFC 6749, 2.3.1: both are encoded as in a form first.
            String user =
                    WebAddress.encode(client.clientId())
                            + ":"
                            + WebAddress.encode(client.clientSecret());
            headers.add(
                    new Header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    user.getBytes(StandardCharsets.UTF_8))));
        }
        return new OutgoingRequest(
                "POST",
                client.tokenUrl(),
                headers,
                new Body.Form(String.join("&", form)),
                new Manner(LONGEST_FETCH, false));
    }

    private static String pair(String name, String value) {
        return WebAddress.encode(name) + "=" + WebAddress.encode(value);
    }

    private Fetched read(SendResult result) {
        return switch (result) {
            case SendResult.NotSent(String why) ->
                    none("The access token could not be fetched: " + why);
            case SendResult.NoAnswer(String why) ->
                    none("The access token could not be fetched: " + why);
            case SendResult.Answered answer ->
                    answer.status() == 200
                            ? token(answer)
                            : none("The access token was refused with status " + answer.status());
        };
    }

    private Fetched token(SendResult.Answered answer) {
        try {
            JsonNode json = JSON.readTree(answer.body());
            String token = json.path("access_token").asText("");
            boolean usable =
                    !token.isEmpty()
                            && token.length() <= LONGEST_TOKEN
                            && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (usable) {
                long seconds = json.path("expires_in").asLong(UNSAID.toSeconds());
                return new Fetched.Token(token, clock.instant().plus(kept(seconds)));
            }
        } catch (JsonProcessingException noJson) {
            return none("The reply that should bring the access token is not JSON");
        } catch (java.io.IOException noText) {
            return none("The reply that should bring the access token cannot be read");
        }
        return none("The reply that should bring the access token holds none");
    }

    /** Given up early, so that it does not expire on its way; a very short one half through. */
    private static Duration kept(long seconds) {
        Duration life = Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST.toSeconds()));
        return life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2);
    }

    private Fetched none(String reason) {
        return new Fetched.None(reason, clock.instant().plus(REST_AFTER_FAILURE));
    }
}

package io.waybill.local.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A seller or buyer with an account of its own and an API key. */
record Party(String name, String accountId, String email, String password, String apiKey) {

    private static final Duration KEY_KNOWN_LIMIT = Duration.ofSeconds(60);

    /** Opens an account, logs in and issues a key, as a person does. */
    static Party signUp(Api stranger, String name, boolean sells) {
        var unique = UUID.randomUUID().toString().substring(0, 8);
        var mailbox = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        var email = mailbox + "." + unique + "@example.com";
        var password = "demo-" + UUID.randomUUID();
        var opened =
                stranger.post(
                        "/api/accounts",
                        Map.of(
                                "name", name,
                                "email", email,
                                "password", password,
                                "sells", sells,
                                "buys", !sells,
                                "currency", "USD",
                                "zone", "America/New_York"));
        var session = stranger.post("/api/sessions", Map.of("email", email, "password", password));
        var person = stranger.with(session.get("token").asText());
        // The session is known to the service that opened it before others have heard of the
        // account.
        var key =
                Await.until(
                        "Issuing an API key for " + name,
                        KEY_KNOWN_LIMIT,
                        () -> {
                            var answer = person.tryPost("/api/api-keys", Map.of("label", "demo"));
                            return answer.status() == 201
                                    ? Optional.of(answer.json().get("key").asText())
                                    : Optional.<String>empty();
                        });
        return new Party(name, opened.get("account_id").asText(), email, password, key);
    }
}

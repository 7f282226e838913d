package io.waybill.servicekit.auth;

import java.util.UUID;

/** Who acts for the account: a person in a session, or a program with an API key. */
public sealed interface Actor {

    /** Id of the user or of the key. */
    UUID id();

    record User(UUID id, UUID sessionId) implements Actor {}

    record ApiKey(UUID id) implements Actor {}
}

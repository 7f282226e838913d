package io.waybill.delivery.destination.store;

import java.util.List;

/** A change that cannot be made, for a reason that the caller can do something about. */
public final class DefinitionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<String> users;

    /** Why not. */
    public enum Reason {
        /** It is not at the revision that the caller has seen. */
        CHANGED,
        /** Destinations name the credential. */
        IN_USE,
        /** The account has as many as it may have. */
        TOO_MANY,
        /** The account has no such credential. */
        NO_SUCH_CREDENTIAL
    }

    DefinitionRefused(Reason reason) {
        this(reason, List.of());
    }

    DefinitionRefused(Reason reason, List<String> users) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.users = List.copyOf(users);
    }

    public Reason reason() {
        return reason;
    }

    /** Names of the destinations that use it. */
    public List<String> users() {
        return users;
    }
}

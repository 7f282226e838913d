package io.waybill.delivery.credential;

import java.util.Optional;
import java.util.UUID;

/** The credentials as they stand, kept sealed in memory and opened for one use at a time. */
public interface Credentials {

    /** Nothing where there is none, it was deleted, or it is another account's. */
    Optional<Credential> find(UUID account, UUID id);

    /** In clear, for one use. */
    OpenedCredential open(Credential credential);

    /** Nothing where there is none, it was deleted, or it is another account's. */
    default Optional<OpenedCredential> open(UUID account, UUID id) {
        return find(account, id).map(this::open);
    }
}

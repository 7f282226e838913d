package io.waybill.delivery.credential.store;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialForm;
import io.waybill.delivery.credential.CredentialForm.Given;
import io.waybill.delivery.credential.CredentialKind;
import io.waybill.delivery.credential.CredentialOpener;
import io.waybill.delivery.destination.store.DefinitionKind;
import io.waybill.delivery.destination.store.DefinitionOwner;
import io.waybill.delivery.destination.store.DefinitionStore;
import io.waybill.delivery.destination.store.DefinitionStore.Edit;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.delivery.destination.store.DefinitionView.Content;
import io.waybill.delivery.v1.CredentialChanged;
import io.waybill.delivery.v1.CredentialCreated;
import io.waybill.delivery.v1.CredentialDeleted;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What can be done with credentials. See {@link DefinitionStore} for how it ends. */
@Singleton
public final class CredentialCommands {

    private static final String SECRET = "secret";

    private final DefinitionStore store;
    private final MasterKeys masterKeys;

    @Inject
    CredentialCommands(DefinitionStore store, MasterKeys masterKeys) {
        this.store = store;
        this.masterKeys = masterKeys;
    }

    /** Only signing secrets are changed with two in force, and two are the most. */
    public static final class NotRotatable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotRotatable(String why) {
            super(why, null, false, false);
        }
    }

    public Uni<DefinitionView> create(DefinitionOwner owner, Given given) {
        UUID id = TimeOrderedIds.next();
        Content content = content(owner, id, given);
        return store.create(
                owner,
                DefinitionKind.CREDENTIAL,
                id,
                content,
                meta ->
                        new CredentialCreated(
                                meta,
                                id,
                                owner.by(),
                                content.name(),
                                given.kind().word(),
                                content.body()));
    }

    /** Everything is given again; what uses it uses this from here on. */
    public Uni<Optional<DefinitionView>> replace(
            DefinitionOwner owner, UUID id, Optional<Long> revision, Given given) {
        return change(owner, id, revision, "replaced", _ -> content(owner, id, given));
    }

    public Uni<Optional<DefinitionView>> rename(
            DefinitionOwner owner, UUID id, Optional<Long> revision, String name) {
        return change(
                owner,
                id,
                revision,
                "renamed",
                before -> new Content(name, before.content().body(), Optional.empty()));
    }

    /** From here on both secrets sign, the new one first. */
    public Uni<Optional<DefinitionView>> rotate(DefinitionOwner owner, UUID id, String secret) {
        return change(
                owner,
                id,
                Optional.empty(),
                "rotated",
                before -> {
                    Credential credential = StoredCredentials.of(before);
                    if (credential.kind() != CredentialKind.STANDARD_WEBHOOKS) {
                        throw new NotRotatable(
                                "Only a standard_webhooks secret can be changed with two in force;"
                                        + " replace this credential.");
                    }
                    if (credential.isRotating()) {
                        throw new NotRotatable("Two secrets are in force already; end that first.");
                    }
                    Map<String, Object> members = new LinkedHashMap<>(credential.members());
                    members.put(Credential.PREVIOUS_SECRET, String.valueOf(members.get(SECRET)));
                    members.put(SECRET, seal(owner, id, secret));
                    return content(credential, members, CredentialForm.lastFour(secret));
                });
    }

    /** From here on only the new secret signs. */
    public Uni<Optional<DefinitionView>> endRotation(DefinitionOwner owner, UUID id) {
        return change(
                owner,
                id,
                Optional.empty(),
                "rotation_ended",
                before -> {
                    Credential credential = StoredCredentials.of(before);
                    if (!credential.isRotating()) {
                        throw new NotRotatable("One secret alone is in force.");
                    }
                    Map<String, Object> members = new LinkedHashMap<>(credential.members());
                    members.remove(Credential.PREVIOUS_SECRET);
                    return content(credential, members, credential.lastFour());
                });
    }

    public Uni<Optional<DefinitionView>> delete(DefinitionOwner owner, UUID id) {
        return store.change(
                owner,
                DefinitionKind.CREDENTIAL,
                id,
                Optional.empty(),
                before ->
                        Optional.of(
                                new Edit(
                                        new Content(
                                                before.content().name(), "{}", Optional.empty()),
                                        before.enabled(),
                                        true,
                                        meta -> new CredentialDeleted(meta, id, owner.by()))));
    }

    private Uni<Optional<DefinitionView>> change(
            DefinitionOwner owner,
            UUID id,
            Optional<Long> revision,
            String what,
            Function<DefinitionView, Content> to) {
        return store.change(
                owner,
                DefinitionKind.CREDENTIAL,
                id,
                revision,
                before -> {
                    Content content = to.apply(before);
                    return Optional.of(
                            new Edit(
                                    content,
                                    before.enabled(),
                                    false,
                                    meta ->
                                            new CredentialChanged(
                                                    meta,
                                                    id,
                                                    owner.by(),
                                                    content.name(),
                                                    what,
                                                    content.body())));
                });
    }

    private static Content content(
            Credential credential, Map<String, Object> members, String lastFour) {
        return new Content(
                credential.name(),
                StoredCredentials.body(
                        credential.kind(), members, lastFour, credential.expiresAt()),
                Optional.empty());
    }

    private Content content(DefinitionOwner owner, UUID id, Given given) {
        Map<String, Object> sealed =
                CredentialOpener.sealed(
                        given.kind(), given.members(), clear -> seal(owner, id, clear));
        return new Content(
                given.name(),
                StoredCredentials.body(given.kind(), sealed, given.lastFour(), given.expiresAt()),
                Optional.empty());
    }

    private String seal(DefinitionOwner owner, UUID id, String clear) {
        return SealedText.seal(masterKeys, CredentialOpener.context(owner.accountId(), id), clear);
    }
}

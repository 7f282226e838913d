package io.waybill.delivery.credential.store;

import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialKind;
import io.waybill.delivery.credential.CredentialOpener;
import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.destination.store.DefinitionJson;
import io.waybill.delivery.destination.store.DefinitionKind;
import io.waybill.delivery.destination.store.DefinitionLearner;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials of all accounts in memory, sealed. */
@Singleton
public final class StoredCredentials implements Credentials, DefinitionLearner {

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();
    private final MasterKeys masterKeys;

    /** Empty where it was deleted. */
    private record Known(long revision, Optional<Credential> credential) {}

    @Inject
    StoredCredentials(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    @Override
    public Optional<Credential> find(UUID account, UUID id) {
        Known found = known.get(id);
        return found == null
                ? Optional.empty()
                : found.credential().filter(it -> it.accountId().equals(account));
    }

    @Override
    public OpenedCredential open(Credential credential) {
        String context = CredentialOpener.context(credential.accountId(), credential.id());
        return CredentialOpener.open(
                credential, sealed -> SealedText.open(masterKeys, context, sealed));
    }

    @Override
    public void learn(DefinitionView view) {
        if (view.kind() == DefinitionKind.CREDENTIAL) {
            known.compute(
                    view.id(),
                    (_, before) ->
                            before != null && before.revision() >= view.revision()
                                    ? before
                                    : new Known(view.revision(), credential(view)));
        }
    }

    static Optional<Credential> credential(DefinitionView view) {
        return view.deleted() ? Optional.empty() : Optional.of(of(view));
    }

    public static Credential of(DefinitionView view) {
        Map<String, Object> body = DefinitionJson.read(view.content().body());
        Map<String, Object> members = new LinkedHashMap<>();
        if (body.get("members") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(name.toString(), value));
        }
        return new Credential(
                view.id(),
                view.accountId(),
                view.content().name(),
                view.revision(),
                CredentialKind.of(String.valueOf(body.get("kind")))
                        .orElseThrow(() -> new IllegalStateException("A kind of a later build")),
                members,
                String.valueOf(body.getOrDefault("last_four", "")),
                Optional.ofNullable(body.get("expires_at"))
                        .map(Object::toString)
                        .map(Instant::parse));
    }

    static String body(
            CredentialKind kind,
            Map<String, Object> members,
            String lastFour,
            Optional<Instant> expiresAt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind.word());
        body.put("members", members);
        body.put("last_four", lastFour);
        expiresAt.ifPresent(end -> body.put("expires_at", end.toString()));
        return DefinitionJson.write(body);
    }
}

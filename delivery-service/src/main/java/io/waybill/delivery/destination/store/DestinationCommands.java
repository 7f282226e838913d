package io.waybill.delivery.destination.store;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.DestinationReader;
import io.waybill.delivery.destination.FieldFlaw;
import io.waybill.delivery.destination.store.DefinitionStore.Edit;
import io.waybill.delivery.destination.store.DefinitionView.Content;
import io.waybill.delivery.v1.DestinationChanged;
import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.delivery.v1.DestinationEnabled;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.language.DeliverySecrets;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.Template;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What can be done with destinations. See {@link DefinitionStore} for how it ends. */
@Singleton
public final class DestinationCommands {

    private static final String SETTINGS = "settings";

    private final DefinitionStore store;
    private final MasterKeys masterKeys;

    @Inject
    DestinationCommands(DefinitionStore store, MasterKeys masterKeys) {
        this.store = store;
        this.masterKeys = masterKeys;
    }

    /** What was given cannot be used. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<FieldFlaw> flaws;

        Unusable(List<FieldFlaw> flaws) {
            super("The definition cannot be used", null, false, false);
            this.flaws = List.copyOf(flaws);
        }

        public List<FieldFlaw> flaws() {
            return flaws;
        }
    }

    public Uni<DefinitionView> create(DefinitionOwner owner, Map<String, Object> given) {
        UUID id = TimeOrderedIds.next();
        Content content = content(owner, given, Map.of());
        return store.create(
                owner,
                DefinitionKind.DESTINATION,
                id,
                content,
                meta ->
                        new DestinationCreated(
                                meta, id, owner.by(), content.name(), content.body()));
    }

    /** A masked secret stays as it was. */
    public Uni<Optional<DefinitionView>> change(
            DefinitionOwner owner, UUID id, Optional<Long> revision, Map<String, Object> given) {
        return store.change(
                owner,
                DefinitionKind.DESTINATION,
                id,
                revision,
                before -> {
                    Map<?, ?> kept =
                            StoredDestinations.given(before).get(SETTINGS) instanceof Map<?, ?> map
                                    ? map
                                    : Map.of();
                    Content content = content(owner, given, kept);
                    return Optional.of(
                            new Edit(
                                    content,
                                    before.enabled(),
                                    false,
                                    meta ->
                                            new DestinationChanged(
                                                    meta,
                                                    id,
                                                    owner.by(),
                                                    content.name(),
                                                    content.body())));
                });
    }

    /** Enabling what is enabled changes nothing. */
    public Uni<Optional<DefinitionView>> enable(DefinitionOwner owner, UUID id, boolean enabled) {
        return store.change(
                owner,
                DefinitionKind.DESTINATION,
                id,
                Optional.empty(),
                before ->
                        before.enabled() == enabled
                                ? Optional.empty()
                                : Optional.of(
                                        new Edit(
                                                before.content(),
                                                enabled,
                                                false,
                                                meta ->
                                                        enabled
                                                                ? new DestinationEnabled(
                                                                        meta, id, owner.by())
                                                                : new DestinationDisabled(
                                                                        meta, id, owner.by()))));
    }

    public Uni<Optional<DefinitionView>> delete(DefinitionOwner owner, UUID id) {
        return store.change(
                owner,
                DefinitionKind.DESTINATION,
                id,
                Optional.empty(),
                before ->
                        Optional.of(
                                new Edit(
                                        new Content(
                                                before.content().name(), "{}", Optional.empty()),
                                        before.enabled(),
                                        true,
                                        meta -> new DestinationDeleted(meta, id, owner.by()))));
    }

    private Content content(DefinitionOwner owner, Map<String, Object> given, Map<?, ?> kept) {
        List<FieldFlaw> flaws = new ArrayList<>();
        Map<String, Object> sealed = new LinkedHashMap<>(given);
        if (given.get(SETTINGS) instanceof Map<?, ?> settings) {
            Map<String, Object> changed = new LinkedHashMap<>();
            settings.forEach((name, value) ->
                    changed.put(
                            name.toString(),
                            value instanceof String text
                                            && DeliverySecrets.isSecret(name.toString())
                                    ? sealed(owner, name.toString(), text, kept, flaws)
                                    : value));
            sealed.put(SETTINGS, changed);
        }
        DestinationReader.Result read = DestinationReader.read(sealed, owner.zone());
        flaws.addAll(read.flaws());
        if (!flaws.isEmpty()) {
            throw new Unusable(flaws);
        }
        return new Content(
                read.definition().name(),
                StoredDestinations.body(sealed, owner.zone()),
                read.definition().credentialId());
    }

    private Object sealed(
            DefinitionOwner owner,
            String name,
            String given,
            Map<?, ?> kept,
            List<FieldFlaw> flaws) {
        if (given.equals(DeliverySecrets.MASK)) {
            if (kept.get(name) instanceof Object before) {
                return before;
            }
            flaws.add(new FieldFlaw("settings." + name, "there is no secret that could be kept"));
            return "";
        }
        try {
            Template.compile(given);
        } catch (InvalidTemplate invalid) {
            flaws.add(
                    new FieldFlaw(
                            "settings." + name, "is not a template: " + invalid.getMessage()));
        }
        return SealedText.seal(masterKeys, owner.accountId().toString(), given);
    }
}

package io.waybill.flowengine.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.flowengine.definition.AccessSecret;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.Restored;
import io.waybill.flowengine.definition.SecretSettings;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.Template;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Drafts between what a caller sends and what is stored: ids, source keys, sealed secrets. */
@Singleton
public final class Drafts {

    private static final int KEY_BYTES = 32;
    private static final String KEY_PREFIX = "wbs_";

    private final MasterKeys masterKeys;
    private final ObjectMapper mapper;
    private final SecureRandom random = new SecureRandom();

    Drafts(MasterKeys masterKeys, ObjectMapper mapper) {
        this.masterKeys = masterKeys;
        this.mapper = mapper;
    }

    /**
     * A draft in the form that is stored, in which no secret stands in clear. One with flaws cannot
     * be stored.
     */
    public Draft.Normalised sealed(
            UUID accountId, Map<String, Object> given, Optional<Draft> previous) {
        List<Flaw> unfit = StorableJson.flaws(given);
        if (!unfit.isEmpty()) {
            return new Draft.Normalised(new Draft("", Map.of()), Map.of(), unfit);
        }
        Draft.Normalised made =
                Draft.normalise(given, previous, TimeOrderedIds::next, this::newSourceKey);
        List<Flaw> flaws = new ArrayList<>(made.flaws());
        Map<String, Object> json =
                SecretSettings.change(
                        made.draft().json(),
                        (step, setting, value) ->
                                value.equals(SecretSettings.MASK)
                                        ? kept(previous, step, setting, flaws)
                                        : sealed(accountId, setting, value.toString(), flaws));
        return new Draft.Normalised(
                new Draft(made.draft().name(), json), made.newKeys(), List.copyOf(flaws));
    }

    /**
     * A version as the draft that takes the place of another.
     *
     * @param version in the form that is stored
     */
    public Restored restored(Draft version, Draft current) {
        return Restored.of(version, current, TimeOrderedIds::next, this::newSourceKey);
    }

    private static Object kept(
            Optional<Draft> previous, String step, String setting, List<Flaw> flaws) {
        Optional<Object> secret = previous.flatMap(draft -> draft.secret(step, setting));
        if (secret.isEmpty()) {
            flaws.add(
                    new Flaw(setting, "Step " + step + ": there is no secret that could be kept"));
        }
        return secret.orElse("");
    }

    /** A secret is checked now, since nobody can read it again before it is used. */
    private String sealed(UUID accountId, String setting, String clear, List<Flaw> flaws) {
        if (AccessSecret.isOne(setting)) {
            AccessSecret.flaw(setting, clear)
                    .ifPresent(flaw -> flaws.add(new Flaw(setting, setting + " " + flaw)));
        } else {
            checkTemplate(setting, clear, flaws);
        }
        return SealedText.seal(masterKeys, accountId.toString(), clear);
    }

    private static void checkTemplate(String setting, String clear, List<Flaw> flaws) {
        try {
            Template.compile(clear);
        } catch (InvalidTemplate invalid) {
            flaws.add(new Flaw(setting, setting + " is not a template: " + invalid.getMessage()));
        }
    }

    private String newSourceKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    String text(Draft draft) {
        try {
            return mapper.writeValueAsString(draft.json());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The draft cannot be written as JSON");
        }
    }

    Draft read(String name, String json) {
        try {
            return new Draft(
                    name,
                    mapper.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored draft is not JSON");
        }
    }
}

package io.waybill.flowengine.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A draft in the form that is stored: it has a name, each source and step has its id, and a source
 * that demands a key has the hash of one. It need not be able to run.
 */
public record Draft(String name, Map<String, Object> json) {

    private static final String KEY_HASH = "key_hash";

    /**
     * What normalising came to.
     *
     * @param newKeys source keys that were made now, by source id: shown once, kept as hashes
     */
    public record Normalised(Draft draft, Map<String, String> newKeys, List<Flaw> flaws) {}

    /**
     * Gives ids to the sources and steps that have none. A source keeps the key that it had in the
     * previous draft as long as it demands one.
     */
    public static Normalised normalise(
            Map<String, Object> given,
            Optional<Draft> previous,
            Supplier<UUID> ids,
            Supplier<String> keys) {
        return normalise(given, previous.map(Draft::keyHashes).orElse(Map.of()), ids, keys);
    }

    /**
     * The same with other hashes of keys.
     *
     * @param hashes of the keys that sources keep, by their ids
     */
    static Normalised normalise(
            Map<String, Object> given,
            Map<String, String> hashes,
            Supplier<UUID> ids,
            Supplier<String> keys) {
        Flaws flaws = new Flaws();
        ObjectReader flow = new ObjectReader(given, "", "Flow", flaws);
        String name = flow.name();
        Map<String, String> newKeys = new LinkedHashMap<>();
        List<Object> sources = new ArrayList<>();
        for (ObjectReader source : flow.children("sources")) {
            Map<String, Object> json = withId(source, ids);
            json.remove(KEY_HASH);
            if (source.flag("key_required", false)) {
                String id = String.valueOf(json.get("id"));
                String hash = hashes.get(id);
                if (hash == null) {
                    newKeys.put(id, keys.get());
                    hash = hash(newKeys.get(id));
                }
                json.put(KEY_HASH, hash);
            }
            sources.add(json);
        }
        List<Object> steps = new ArrayList<>();
        flow.children("steps").forEach(step -> steps.add(stepWithId(step, ids)));
        Map<String, Object> json = new LinkedHashMap<>(given);
        json.put("name", name);
        json.put("sources", sources);
        json.put("steps", steps);
        return new Normalised(new Draft(name, json), newKeys, flaws.all());
    }

    /** The sources of the draft, as objects of its JSON. */
    public List<Map<?, ?>> sources() {
        List<Map<?, ?>> sources = new ArrayList<>();
        if (json.get("sources") instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> source) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }

    /** The draft as its owner may see it: secrets masked, no hash of a key. */
    public Map<String, Object> shown() {
        Map<String, Object> shown =
                new LinkedHashMap<>(SecretSettings.change(json, (_, _, _) -> SecretSettings.MASK));
        List<Object> sources = new ArrayList<>();
        for (Map<?, ?> source : sources()) {
            Map<Object, Object> copy = new LinkedHashMap<>(source);
            copy.remove(KEY_HASH);
            sources.add(copy);
        }
        shown.put("sources", sources);
        return shown;
    }

    /** The secret that a step's setting holds, where it has one. */
    public Optional<Object> secret(String stepId, String setting) {
        List<Object> found = new ArrayList<>();
        SecretSettings.change(
                json,
                (step, name, value) -> {
                    if (step.equals(stepId) && name.equals(setting)) {
                        found.add(value);
                    }
                    return value;
                });
        return found.stream().findFirst();
    }

    Map<String, String> keyHashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Map<?, ?> source : sources()) {
            if (source.get("id") instanceof String id
                    && source.get(KEY_HASH) instanceof String hash) {
                hashes.put(id, hash);
            }
        }
        return hashes;
    }

    private static Map<String, Object> stepWithId(ObjectReader step, Supplier<UUID> ids) {
        Map<String, Object> json = withId(step, ids);
        if (step.raw("recipients") != null) {
            List<Object> recipients = new ArrayList<>();
            step.children("recipients").forEach(item -> recipients.add(withId(item, ids)));
            json.put("recipients", recipients);
        }
        return json;
    }

    private static Map<String, Object> withId(ObjectReader item, Supplier<UUID> ids) {
        // What is listed and reported by, also of a draft that cannot be deployed yet.
        List.of("id", "name", "type").forEach(item::line);
        Map<String, Object> json = new LinkedHashMap<>();
        Object id = item.raw("id");
        json.put("id", id == null ? ids.get().toString() : id);
        item.object().forEach((key, value) -> json.putIfAbsent(key.toString(), value));
        return json;
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

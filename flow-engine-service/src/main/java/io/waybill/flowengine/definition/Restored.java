package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A version that becomes the draft again. Keys and secrets that were changed since are not taken
 * back: what the draft has of them stays.
 *
 * @param newKeys source keys that were made now, by source id: shown once, kept as hashes
 * @param warnings what is not as it was in the version, and what is valid again, in sentences
 */
public record Restored(Draft draft, Map<String, String> newKeys, List<String> warnings) {

    /**
     * @param current the draft that it takes the place of
     */
    public static Restored of(
            Draft version, Draft current, Supplier<UUID> ids, Supplier<String> keys) {
        List<String> warnings = new ArrayList<>();
        Map<String, String> hashes = new LinkedHashMap<>(current.keyHashes());
        version.keyHashes()
                .forEach((source, hash) -> {
                    if (current.sources().stream().noneMatch(s -> source.equals(s.get("id")))) {
                        hashes.put(source, hash);
                        warnings.add(name(version, source) + " has the key again that it had");
                    }
                });
        Draft.Normalised made = Draft.normalise(version.json(), hashes, ids, keys);
        made.newKeys().keySet().forEach(id -> warnings.add(name(version, id) + " has a new key"));
        made.draft()
                .keyHashes()
                .forEach((source, hash) -> {
                    String before = version.keyHashes().get(source);
                    if (!made.newKeys().containsKey(source) && !Objects.equals(before, hash)) {
                        warnings.add(
                                name(version, source) + " keeps the key that it has in the draft");
                    }
                });
        Map<String, Object> json =
                SecretSettings.change(
                        made.draft().json(),
                        (step, setting, value) -> secret(current, step, setting, value, warnings));
        return new Restored(
                new Draft(made.draft().name(), json), made.newKeys(), List.copyOf(warnings));
    }

    private static Object secret(
            Draft current, String step, String setting, Object value, List<String> warnings) {
        Optional<Object> newer =
                current.secret(step, setting).filter(secret -> !secret.equals(value));
        newer.ifPresent(_ ->
                warnings.add(
                        "Step %s keeps the %s that it has in the draft".formatted(step, setting)));
        return newer.orElse(value);
    }

    private static String name(Draft version, String source) {
        return version.sources().stream()
                .filter(item -> source.equals(item.get("id")))
                .map(item -> "Source \"" + item.get("name") + "\"")
                .findFirst()
                .orElse("A source");
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Restored[" + draft.name() + "]";
    }
}

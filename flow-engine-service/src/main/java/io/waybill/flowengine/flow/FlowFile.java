package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.SecretSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A flow as a file: {@code {"format": "waybill-flow", "format_version": 1, "name", "definition",
 * "secrets_left_out"}}. It holds no secret and no hash of a key, and the ids of its sources are not
 * those of the flow, so that nobody who has the file can submit leads.
 */
public final class FlowFile {

    public static final int FORMAT_VERSION = 1;

    private static final String FORMAT = "waybill-flow";

    private FlowFile() {}

    /** What reading a file came to. */
    public sealed interface Reading {

        /**
         * @param secretsLeftOut settings that the new flow needs before it can work as the old one
         */
        record Readable(Map<String, Object> definition, List<String> secretsLeftOut)
                implements Reading {}

        record NotAFlow(String reason) implements Reading {}

        /** Written by a later build, in a format that this one does not know. */
        record FromLater(String formatVersion) implements Reading {}
    }

    /**
     * @param shown the definition as its owner may see it: secrets masked
     */
    public static Map<String, Object> write(Map<String, Object> shown, Supplier<UUID> ids) {
        List<String> secrets = new ArrayList<>();
        Map<String, Object> definition = NewIds.in(withoutSecrets("", shown, secrets), ids);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("format_version", FORMAT_VERSION);
        file.put("name", String.valueOf(shown.get("name")));
        file.put("definition", definition);
        file.put("secrets_left_out", secrets);
        return file;
    }

    public static Reading read(Map<String, Object> file, Supplier<UUID> ids) {
        if (!FORMAT.equals(file.get("format"))) {
            return new Reading.NotAFlow("This is not the file of a flow");
        }
        String version = String.valueOf(file.get("format_version"));
        if (!version.matches("\\d{1,9}")) {
            return new Reading.NotAFlow("The file does not say of which format it is");
        }
        if (Integer.parseInt(version) > FORMAT_VERSION) {
            return new Reading.FromLater(version);
        }
        if (!(file.get("definition") instanceof Map<?, ?> definition)) {
            return new Reading.NotAFlow("There is no definition in the file");
        }
        List<String> secrets = new ArrayList<>();
        if (file.get("secrets_left_out") instanceof List<?> named) {
            named.forEach(name -> secrets.add(String.valueOf(name)));
        }
        Map<String, Object> clean = withoutSecrets("", definition, secrets);
        return new Reading.Readable(NewIds.in(clean, ids), List.copyOf(secrets));
    }

    private static Map<String, Object> withoutSecrets(
            String path, Map<?, ?> object, List<String> found) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String at = path.isEmpty() ? key.toString() : path + "." + key;
            if (isSecret(value)) {
                found.add(at);
            } else {
                copy.put(key.toString(), withoutSecrets(at, value, found));
            }
        });
        return copy;
    }

    private static @Nullable Object withoutSecrets(
            String path, @Nullable Object value, List<String> found) {
        return switch (value) {
            case Map<?, ?> object -> withoutSecrets(path, object, found);
            case List<?> items -> {
                List<Object> copy = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    copy.add(withoutSecrets(path + "[" + i + "]", items.get(i), found));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static boolean isSecret(@Nullable Object value) {
        return value instanceof String text
                && (text.equals(SecretSettings.MASK) || SecretSettings.isSealed(text));
    }
}

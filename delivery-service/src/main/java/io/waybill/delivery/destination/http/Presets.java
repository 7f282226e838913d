package io.waybill.delivery.destination.http;

import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.destination.Preset;
import io.waybill.delivery.destination.store.DefinitionJson;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What destinations can be made from: files in {@code presets/} of this build, and those that the
 * installation adds in a directory of its own. See docs/presets.md for what stands in one.
 */
@Singleton
public final class Presets {

    private static final String INDEX = "/presets/presets.txt";

    private final Map<String, Preset> presets = new LinkedHashMap<>();

    @Inject
    public Presets(@ConfigProperty(name = "waybill.delivery.presets") Optional<Path> directory) {
        for (String name : text(INDEX).lines().toList()) {
            add(text("/presets/" + name + ".json"));
        }
        directory.ifPresent(this::addAll);
    }

    /** As they are listed. */
    public List<Map<String, Object>> all() {
        return presets.values().stream().map(Preset::view).toList();
    }

    /**
     * The definition that a body asks for: the preset's, and over it what the body says itself. A
     * body without a preset is a definition already.
     */
    public Map<String, Object> applied(Map<String, Object> body) {
        Object name = body.get("preset");
        if (name == null) {
            return body;
        }
        Preset preset = presets.get(name.toString());
        if (preset == null) {
            throw new ProblemException(
                    DeliveryProblem.PRESET_UNKNOWN,
                    "There is no such preset; there are " + String.join(", ", presets.keySet()));
        }
        Preset.Applied applied = preset.applied(body);
        if (!applied.flaws().isEmpty()) {
            throw ProblemException.invalid(
                    applied.flaws().stream()
                            .map(flaw -> new FieldError(flaw.field(), flaw.message()))
                            .toList());
        }
        return applied.definition();
    }

    private void addAll(Path directory) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
            for (Path file : files) {
                add(Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String json) {
        Preset preset = Preset.of(DefinitionJson.read(json));
        presets.put(preset.id(), preset);
    }

    private static String text(String resource) {
        try (InputStream in = Presets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

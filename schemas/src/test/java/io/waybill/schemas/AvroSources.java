package io.waybill.schemas;

import io.waybill.meta.v1.EventMeta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas as they are written in src/main/avro, whole, by their generated classes. */
final class AvroSources {

    private static final Path ROOT = Path.of("src/main/avro");

    private AvroSources() {}

    /** Every named type, those inside others too. */
    static List<Schema> all() {
        Map<String, Schema> found = new LinkedHashMap<>();
        try (var files = Files.walk(ROOT)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
                Schema schema = ofClass(file);
                found.put(schema.getFullName(), schema);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrayList<>(found.values());
    }

    /** A record that stands on a topic, not a part of one. */
    static boolean isTopicRecord(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                && !schema.getFields().isEmpty()
                && schema.getFields().getFirst().schema().equals(EventMeta.getClassSchema());
    }

    private static Schema ofClass(Path file) throws IOException {
        String text = Files.readString(file);
        String namespace = text.replaceAll("(?s).*?\"namespace\": \"([^\"]+)\".*", "$1");
        String name = file.getFileName().toString().replace(".avsc", "");
        try {
            return SpecificData.get().getSchema(Class.forName(namespace + "." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file + " holds another name or namespace", e);
        }
    }
}

package io.waybill.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Writes the history of versions that have none yet, from {@link Samples}; never touches a file
 * that exists. Not part of the suite: run it once for a new record or a new version of one, after
 * its line was appended to registration.order and the version before it copied to superseded/:
 *
 * <pre>./mvnw -pl schemas test -Dtest=FreezeHistory</pre>
 */
class FreezeHistory {

    @Test
    void write_what_is_missing() throws IOException {
        freeze(Path.of(""));
    }

    /** The schema files that were added. */
    static List<Path> freeze(Path module) throws IOException {
        Map<String, RegistrationOrder.Entry> current = RegistrationOrder.load().current();
        List<Path> added = new ArrayList<>();
        for (SpecificRecord sample : Samples.all()) {
            RegistrationOrder.Entry entry =
                    Objects.requireNonNull(current.get(sample.getSchema().getFullName()));
            Path schema = module.resolve(History.fileOf(entry, ".avsc"));
            if (!Files.exists(schema)) {
                Files.createDirectories(Objects.requireNonNull(schema.getParent()));
                write(schema, text(sample.getSchema().toString(true)));
                write(module.resolve(History.fileOf(entry, ".bin")), Records.encode(sample));
                write(module.resolve(History.fileOf(entry, ".json")), text(sample.toString()));
                added.add(schema);
            }
        }
        return added;
    }

    private static byte[] text(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}

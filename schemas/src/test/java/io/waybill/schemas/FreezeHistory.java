package io.waybill.schemas;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the history of versions that have none yet, from {@link Samples}; never touches a file
 * that exists. Run it once for a new record, or a new version of one, after its line was appended
 * to registration.order (and the version before it copied to superseded/):
 *
 * <pre>
 * ./mvnw -q -pl schemas test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.workingdir=schemas -Dexec.mainClass=io.waybill.schemas.FreezeHistory
 * </pre>
 */
final class FreezeHistory {

    private FreezeHistory() {}

    public static void main(String[] args) throws IOException {
        freeze(Path.of(args.length == 0 ? "schemas" : args[0]), System.out);
    }

    static void freeze(Path module, PrintStream out) throws IOException {
        Map<String, RegistrationOrder.Entry> current = RegistrationOrder.load().current();
        for (SpecificRecord sample : Samples.all()) {
            RegistrationOrder.Entry entry =
                    Objects.requireNonNull(current.get(sample.getSchema().getFullName()));
            Path schema = module.resolve(History.fileOf(entry, ".avsc"));
            if (!Files.exists(schema)) {
                Files.createDirectories(schema.getParent());
                write(
                        schema,
                        (sample.getSchema().toString(true) + "\n")
                                .getBytes(StandardCharsets.UTF_8));
                write(module.resolve(History.fileOf(entry, ".bin")), Records.encode(sample));
                write(
                        module.resolve(History.fileOf(entry, ".json")),
                        (sample + "\n").getBytes(StandardCharsets.UTF_8));
                out.println("frozen: " + schema);
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}

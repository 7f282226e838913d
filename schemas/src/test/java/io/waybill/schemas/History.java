package io.waybill.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * What every version of every record looked like when it was released: {@code
 * history/<Record>/v<n>.avsc} (the whole schema), {@code .bin} (its sample in wire format) and
 * {@code .json} (the values in it). Frozen: no file in it is ever changed.
 */
final class History {

    static final Path ROOT = Path.of("src/test/resources/history");

    private static final ObjectMapper JSON = new ObjectMapper();

    private History() {}

    /** One released version. */
    record Version(Path file) implements Comparable<Version> {

        String record() {
            return schema().getFullName();
        }

        int number() {
            return Integer.parseInt(name().substring(1));
        }

        Schema schema() {
            try {
                return new Schema.Parser().parse(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() throws IOException {
            return Files.readAllBytes(sibling(".bin"));
        }

        JsonNode values() throws IOException {
            return JSON.readTree(Files.readString(sibling(".json")));
        }

        private Path sibling(String ending) {
            return file.resolveSibling(name() + ending);
        }

        private String name() {
            return file.getFileName().toString().replace(".avsc", "");
        }

        @Override
        public int compareTo(Version other) {
            return file.compareTo(other.file);
        }

        @Override
        public String toString() {
            return ROOT.relativize(file).toString();
        }
    }

    static List<Version> versions() {
        List<Version> versions = new ArrayList<>();
        if (Files.exists(ROOT)) {
            try (Stream<Path> files = Files.walk(ROOT)) {
                files.filter(file -> file.toString().endsWith(".avsc"))
                        .map(Version::new)
                        .sorted()
                        .forEach(versions::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return versions;
    }

    static Path fileOf(RegistrationOrder.Entry entry, String ending) {
        String record = entry.record().substring(entry.record().lastIndexOf('.') + 1);
        return ROOT.resolve(record).resolve("v" + entry.version() + ending);
    }
}

package io.waybill.reporting;

import io.waybill.eventsourcing.sealing.MasterKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Master keys for tests that have no servers. */
public final class TestKeys {

    private static final MasterKeys KEYS = make();

    private TestKeys() {}

    public static MasterKeys masterKeys() {
        return KEYS;
    }

    private static MasterKeys make() {
        try {
            Path file = Files.createTempFile("master", ".keys");
            String key =
                    Base64.getEncoder()
                            .encodeToString(
                                    "a key of 32 bytes for tests only"
                                            .getBytes(StandardCharsets.UTF_8));
            Files.writeString(file, "test " + key + "\n");
            MasterKeys keys = MasterKeys.load(file);
            Files.delete(file);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

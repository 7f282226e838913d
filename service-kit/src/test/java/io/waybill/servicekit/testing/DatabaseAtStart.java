package io.waybill.servicekit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A service with a database waits for it at its start as long as it takes. */
final class DatabaseAtStart {

    static final String RULE = "a database that is away delays the start and does not end it";

    private static final String MIGRATES = "quarkus.flyway.migrate-at-start";
    private static final String RETRIES = "quarkus.flyway.connect-retries";

    private DatabaseAtStart() {}

    /** Checks the {@code application.properties} on the class path. */
    static void check() {
        check(own());
    }

    static void check(Properties settings) {
        boolean migrates = Boolean.parseBoolean(settings.getProperty(MIGRATES));
        if (migrates && !String.valueOf(Integer.MAX_VALUE).equals(settings.getProperty(RETRIES))) {
            throw new AssertionError(
                    RETRIES + " must be " + Integer.MAX_VALUE + ", or the service gives up");
        }
    }

    private static Properties own() {
        Properties settings = new Properties();
        try (InputStream in =
                DatabaseAtStart.class.getResourceAsStream("/application.properties")) {
            if (in != null) {
                settings.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}

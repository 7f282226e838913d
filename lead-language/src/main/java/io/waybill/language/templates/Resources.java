package io.waybill.language.templates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables that stand beside this package. */
final class Resources {

    private Resources() {}

    /** The lines of a table without its comments. */
    static List<String> lines(String name) {
        try (InputStream in =
                        Objects.requireNonNull(Resources.class.getResourceAsStream(name), name);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

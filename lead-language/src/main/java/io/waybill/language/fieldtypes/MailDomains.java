package io.waybill.language.fieldtypes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Mail domains that anybody can have an address under, from the lists beside this class. */
final class MailDomains {

    private static final Set<String> FREE = load("free-mail-domains.txt");
    private static final Set<String> DISPOSABLE = load("disposable-mail-domains.txt");

    private MailDomains() {}

    static boolean isFree(String domain) {
        return FREE.contains(domain);
    }

    /** Also below a listed domain: such providers give out names under their own. */
    static boolean isDisposable(String domain) {
        String rest = domain;
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            if (DISPOSABLE.contains(rest)) {
                return true;
            }
            rest = rest.substring(dot + 1);
        }
        return false;
    }

    private static Set<String> load(String name) {
        try (InputStream in =
                        Objects.requireNonNull(MailDomains.class.getResourceAsStream(name), name);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

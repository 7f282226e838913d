package io.waybill.systemtests;

import io.waybill.systemtests.ledger.Ledger;
import io.waybill.systemtests.traffic.Contact;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;

/**
 * Looks for what people left in the decompressed keys, headers and values of topics: e-mail, phone
 * as written and digits only, and {@code First Last}.
 */
final class PersonalDataSearch {
    private final Set<String> needles = new TreeSet<>();

    PersonalDataSearch(Collection<Contact> people) {
        for (Contact person : people) {
            needles.add(person.email());
            needles.add(person.phone());
            needles.add(person.phone().replaceAll("\\D", ""));
            needles.add((person.firstName() + " " + person.lastName()).toLowerCase(Locale.ROOT));
        }
    }

    /** Where something was found, as {@code topic/partition@offset}; empty when nothing was. */
    Set<String> findIn(Ledger ledger, List<String> topics) {
        Set<String> found = new TreeSet<>();
        for (String topic : topics) {
            ledger.forEach(
                    topic,
                    entry -> {
                        StringBuilder all = new StringBuilder(text(entry.key()));
                        for (Header header : entry.headers()) {
                            all.append('\n').append(header.key()).append(text(header.value()));
                        }
                        all.append('\n').append(text(entry.value()));
                        if (holdsOne(all.toString().toLowerCase(Locale.ROOT))) {
                            found.add(topic + "/" + entry.partition() + "@" + entry.offset());
                        }
                    });
        }
        return found;
    }

    private boolean holdsOne(String haystack) {
        return needles.stream().anyMatch(haystack::contains);
    }

    /** One char a byte, so that text between binary bytes is found as it stands. */
    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

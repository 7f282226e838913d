package io.waybill.systemtests;

import io.waybill.systemtests.ledger.Ledger;
import io.waybill.systemtests.traffic.Contact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Looks for what people left in the decompressed keys, headers and values of topics, upper case or
 * lower.
 */
final class PersonalDataSearch {
    /** Needles are found by their first characters, so that a record is gone through once. */
    private static final int HEAD = 4;

    private final Map<Integer, List<Needle>> needles = new HashMap<>();

    /** What may leak of a person. */
    enum Kind {
        EMAIL,
        PHONE_AS_WRITTEN,
        PHONE_DIGITS,
        FIRST_LAST;

        String of(Contact person) {
            return switch (this) {
                case EMAIL -> person.email();
                case PHONE_AS_WRITTEN -> person.phone();
                case PHONE_DIGITS -> person.phone().replaceAll("\\D", "");
                case FIRST_LAST -> person.firstName() + " " + person.lastName();
            };
        }
    }

    /** In which part of a record something was found. */
    enum Place {
        KEY,
        HEADER,
        VALUE
    }

    /** That something was found, and where. */
    record Finding(Kind kind, Place place, String topic) {}

    private record Needle(Kind kind, String text) {}

    PersonalDataSearch(Collection<Contact> people) {
        for (Contact person : people) {
            for (Kind kind : Kind.values()) {
                String text = kind.of(person).toLowerCase(Locale.ROOT);
                needles.computeIfAbsent(head(text, 0), first -> new ArrayList<>())
                        .add(new Needle(kind, text));
            }
        }
    }

    /** What was found; empty when nothing was. */
    Set<Finding> findIn(Ledger ledger, List<String> topics) {
        Set<Finding> found = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        topics.forEach(topic -> ledger.forEach(topic, entry -> search(entry, found)));
        return found;
    }

    private void search(ConsumerRecord<byte[], byte[]> entry, Set<Finding> found) {
        search(entry.key(), Place.KEY, entry.topic(), found);
        search(entry.value(), Place.VALUE, entry.topic(), found);
        for (Header header : entry.headers()) {
            search(header.value(), Place.HEADER, entry.topic(), found);
        }
    }

    private void search(byte[] bytes, Place place, String topic, Set<Finding> found) {
        if (bytes == null) {
            return;
        }
        // One char a byte, so that text between binary bytes is found as it stands.
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (int i = 0; i + HEAD <= text.length(); i++) {
            for (Needle needle : needles.getOrDefault(head(text, i), List.of())) {
                if (text.startsWith(needle.text(), i)) {
                    found.add(new Finding(needle.kind(), place, topic));
                }
            }
        }
    }

    private static int head(String text, int from) {
        int head = 0;
        for (int i = 0; i < HEAD; i++) {
            head = head << Byte.SIZE | text.charAt(from + i);
        }
        return head;
    }
}

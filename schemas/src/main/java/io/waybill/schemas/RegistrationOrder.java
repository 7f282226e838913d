package io.waybill.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pinned ids of all schemas: an append-only file of lines {@code id subject}. The n-th line of
 * a subject is its version n. An empty registry that is filled from line 1 gives the same ids, so
 * that nobody has to ask it for one. See docs/adr/0002.
 */
record RegistrationOrder(List<Entry> entries) {

    private static final String FILE = "registration.order";

    /** One version of one record on its topic. */
    record Entry(int id, Topic topic, String record, int version) {
        String subject() {
            return topic.topicName() + "-" + record;
        }
    }

    RegistrationOrder {
        entries = List.copyOf(entries);
    }

    static RegistrationOrder load() {
        try (InputStream in = RegistrationOrder.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the schemas module.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RegistrationOrder parse(List<String> lines) {
        Map<String, Integer> versions = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            int id = entries.size() + 1;
            if (words.length != 2 || !words[0].equals(Integer.toString(id))) {
                throw new IllegalStateException(FILE + ": expected id " + id + ": " + line);
            }
            entries.add(entry(id, words[1], versions.merge(words[1], 1, Integer::sum)));
        }
        return new RegistrationOrder(entries);
    }

    private static Entry entry(int id, String subject, int version) {
        int dash = subject.indexOf('-');
        Topic topic =
                Topic.named(subject.substring(0, Math.max(dash, 0)))
                        .orElseThrow(
                                () -> new IllegalStateException(FILE + ": no topic in " + subject));
        return new Entry(id, topic, subject.substring(dash + 1), version);
    }

    /** The newest version of each record, by its full name. */
    Map<String, Entry> current() {
        Map<String, Entry> current = new HashMap<>();
        for (Entry entry : entries) {
            Entry older = current.put(entry.record(), entry);
            if (older != null && older.topic() != entry.topic()) {
                throw new IllegalStateException(FILE + ": two topics for " + entry.record());
            }
        }
        return current;
    }
}

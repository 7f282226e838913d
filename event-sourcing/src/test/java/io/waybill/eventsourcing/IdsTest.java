package io.waybill.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final UUID CAUSE = UUID.fromString("0199a1f0-0000-7000-8000-000000000001");
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void a_derived_id_is_version_5_as_the_rfc_has_it() {
        assertThat(RecordIds.derived(DNS, "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void deriving_twice_gives_the_same_id_and_another_ordinal_another() {
        assertThat(RecordIds.derived(CAUSE, 0)).isEqualTo(RecordIds.derived(CAUSE, 0));
        assertThat(RecordIds.derived(CAUSE, 0)).isNotEqualTo(RecordIds.derived(CAUSE, 1));
        assertThat(RecordIds.derived(CAUSE, 0)).isNotEqualTo(RecordIds.derived(DNS, 0));
    }

    @Test
    void an_id_of_an_edge_is_version_7_of_this_millisecond() {
        long before = System.currentTimeMillis();
        UUID id = TimeOrderedIds.next();
        long after = System.currentTimeMillis();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(TimeOrderedIds.mintedAt(id).toEpochMilli()).isBetween(before, after);
    }

    @Test
    void ids_of_an_edge_never_meet() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(TimeOrderedIds.next());
        }

        assertThat(ids).hasSize(100_000);
    }

    @Test
    void an_event_id_is_version_8_and_the_same_each_time() {
        byte[] secret = new byte[32];

        UUID id = EventIds.of(secret, CAUSE, "step", 1);

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(EventIds.of(secret, CAUSE, "step", 1));
    }

    @Test
    void an_event_id_depends_on_everything() {
        byte[] secret = new byte[32];
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(
                        Set.of(
                                EventIds.of(secret, CAUSE, "step", 1),
                                EventIds.of(other, CAUSE, "step", 1),
                                EventIds.of(secret, DNS, "step", 1),
                                EventIds.of(secret, CAUSE, "ste", 1),
                                EventIds.of(secret, CAUSE, "step", 2)))
                .hasSize(5);
    }

    /** Outsiders hold these: a release that derives another id would orphan all that they hold. */
    @Test
    void an_event_id_stays_what_it_was() {
        assertThat(EventIds.of(new byte[32], CAUSE, "step", 1))
                .hasToString("1fb9cd94-c643-82d9-8d2d-a9f8334fe9e4");
    }
}

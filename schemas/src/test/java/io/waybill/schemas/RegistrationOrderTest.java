package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RegistrationOrderTest {

    private final RegistrationOrder order = RegistrationOrder.load();

    @Test
    void every_record_stands_in_the_order() {
        Set<String> registered = order.current().keySet();

        Set<String> written =
                AvroSources.all().stream()
                        .filter(AvroSources::isTopicRecord)
                        .map(Schema::getFullName)
                        .collect(Collectors.toSet());

        assertThat(registered).isEqualTo(written);
    }

    @Test
    void every_record_has_a_sample() {
        Set<String> sampled =
                Samples.all().stream()
                        .map(sample -> sample.getSchema().getFullName())
                        .collect(Collectors.toSet());

        assertThat(sampled).isEqualTo(order.current().keySet());
    }

    @Test
    void versions_differ_in_more_than_words() {
        // A registry gives the schema that it knows already, and its id, to one that only says
        // things differently.
        assertThat(
                        order.entries().stream()
                                .map(entry ->
                                        Objects.requireNonNull(
                                                KnownSchemas.OURS.withId(entry.id())))
                                .map(KnownSchemas.Known::fingerprint))
                .doesNotHaveDuplicates();
    }

    @Test
    void each_line_of_a_subject_is_its_next_version() {
        RegistrationOrder parsed =
                RegistrationOrder.parse(
                        List.of("1 flow.leads-a.B", "2 flow.leads-a.C", "3 flow.leads-a.B"));

        assertThat(parsed.entries())
                .extracting(RegistrationOrder.Entry::version)
                .containsExactly(1, 1, 2);
        assertThat(parsed.current())
                .hasEntrySatisfying("a.B", b -> assertThat(b.id()).isEqualTo(3));
    }

    @Test
    void ids_without_a_gap_are_demanded() {
        assertThatThrownBy(() -> RegistrationOrder.parse(List.of("2 flow.leads-a.B")))
                .hasMessageContaining("expected id 1");
    }

    @Test
    void an_unknown_topic_is_refused() {
        assertThatThrownBy(() -> RegistrationOrder.parse(List.of("1 flow.nothing-a.B")))
                .hasMessageContaining("flow.nothing-a.B");
    }
}

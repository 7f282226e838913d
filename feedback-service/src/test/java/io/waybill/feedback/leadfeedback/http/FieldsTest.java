package io.waybill.feedback.leadfeedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static Fields fields(Map<String, String> values) {
        Fields fields = new Fields();
        values.forEach(fields::add);
        return fields;
    }

    @Test
    void an_address_and_what_the_body_says_too_add_nothing() {
        Fields body = fields(Map.of("type", "return", "reason", "Dead"));

        assertThat(fields(Map.of("event_id", "1")).adds(body)).isFalse();
        assertThat(fields(Map.of("event_id", "1", "type", "return")).adds(body)).isFalse();
    }

    @Test
    void a_value_that_is_blank_says_nothing() {
        assertThat(
                        fields(Map.of("type", "sale", "amount", "5", "stage", " "))
                                .without(Set.of("type")))
                .isEqualTo(Map.of("amount", "5"));
    }

    @Test
    void what_the_body_does_not_say_or_says_otherwise_is_added() {
        Fields body = fields(Map.of("event_id", "1", "type", "return"));

        assertThat(fields(Map.of("event_id", "2")).adds(body)).isTrue();
        assertThat(fields(Map.of("type", "conversion")).adds(body)).isTrue();
        assertThat(fields(Map.of("reason", "Dead")).adds(body)).isTrue();
        assertThat(fields(Map.of("type", "return")).adds(new Fields())).isTrue();
    }
}

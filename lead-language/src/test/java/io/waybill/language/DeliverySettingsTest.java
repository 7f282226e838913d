package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverySettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"url", "reason_path", "form_field.zip", "json_property.a.b", "header.X-Key"})
    void a_setting_or_a_mapped_name_is_known(String name) {
        assertThat(DeliverySettings.isKnown(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "URL", "outcome_search_term", "form_field.", "form_field", "xml_path.a"})
    void what_no_delivery_obeys_is_not_known(String name) {
        assertThat(DeliverySettings.isKnown(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "IDEMPOTENCY-KEY", "transfer-encoding", "Accept"})
    void a_header_that_delivery_sets_itself_is_reserved_in_any_case(String header) {
        assertThat(DeliverySettings.isReservedHeader(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "X-Api-Key"})
    void a_header_of_the_buyer_is_free(String header) {
        assertThat(DeliverySettings.isReservedHeader(header)).isFalse();
    }
}

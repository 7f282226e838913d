package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverySettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url",
                "reason_path",
                "outcome_search_term",
                "form_field.zip",
                "json_property.a.b",
                "xml_path.a@b",
                "capture.id",
                "header.X-Key"
            })
    void a_setting_or_a_mapped_name_is_known(String name) {
        assertThat(DeliverySettings.isKnown(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "URL", "outcome_term", "form_field.", "form_field", "xml.a"})
    void what_no_delivery_obeys_is_not_known(String name) {
        assertThat(DeliverySettings.isKnown(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "IDEMPOTENCY-KEY", "transfer-encoding", "Accept"})
    void a_header_that_delivery_sets_itself_is_reserved_in_any_case(String header) {
        assertThat(DeliverySettings.isReservedHeader(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Waybill-Feedback-Hops", "waybill-feedback-hops", "Host"})
    void a_header_that_services_count_with_is_in_no_definition(String header) {
        assertThat(DeliverySettings.isOwnHeader(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "X-Api-Key"})
    void a_header_of_the_buyer_is_free(String header) {
        assertThat(DeliverySettings.isReservedHeader(header)).isFalse();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "outcome_search_term, accepted|ok",
        "outcome_search_term, /^ok/",
        "outcome_search_term, '{\"status\":\"ok\"}'",
        "outcome_search_path, data.0.status",
        "outcome_search_path, '//Response[@code=\"1\"]/text()'",
        "reason_path, '\"message\":\"([^\"]+)\"'",
        "reason_path, 'div[id=\"message\"] > span'",
        "capture.id, 'id: (\\d+)'",
        "outcome_on_match, failure",
        "fallback_price, 1.50",
        "fallback_price, '{{lead.price}}'",
        "send_ascii, true",
        "xml_path.a.b.0.@id, 1",
        "xml_path.soap:Envelope.b[0]@id, 1",
        "url, anything"
    })
    void a_value_that_may_work_has_no_flaw(String name, String value) {
        assertThat(DeliverySettings.flaw(name, value)).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "outcome_search_term, /[/, regular expression",
        "cookie_search_term, (, regular expression",
        "reason_path, '/a[b', not closed",
        "reason_path, '//a[count(//b)>1]', inside of a condition",
        "reason_path, '//a[following::b]', inside of a condition",
        "price_path, 'a(', neither a path",
        "outcome_on_match, maybe, must be success",
        "default_outcome, OK, must be success",
        "fallback_price, much, must be a number",
        "follow_redirects, perhaps, must be true or false",
        "header.X Evil, 1, no name",
        "header.X:Evil, '{{lead.x}}', no name",
        "xml_path.a b, 1, no path",
        "xml_path.a@b.c, 1, no path"
    })
    void a_value_that_no_delivery_can_use_has_a_flaw(String name, String value, String flaw) {
        assertThat(DeliverySettings.flaw(name, value).orElse("")).contains(flaw);
    }

    @Test
    void each_format_has_its_methods_the_default_first() {
        assertThat(DeliverySettings.FORMATS)
                .containsExactly("form", "json", "xml", "query", "standard", "soap", "custom");
        assertThat(DeliverySettings.methodsOf("query")).startsWith("GET");
        assertThat(DeliverySettings.methodsOf("standard")).containsExactly("POST", "GET");
        assertThat(DeliverySettings.methodsOf("carrier")).isEmpty();
    }
}

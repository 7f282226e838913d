package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryFlawsTest {

    @Test
    void settings_that_can_work_have_no_flaws() {
        assertThat(
                        DeliveryFlaws.ofWhole(
                                Map.of(
                                        "format", "json",
                                        "url", "https://{{lead.state}}.example/leads",
                                        "method", "put",
                                        "json_property.email", "{{lead.email}}",
                                        "header.X-Key", "wbs1:1:sealed",
                                        "send_ascii", true)))
                .isEmpty();
    }

    @Test
    void settings_that_stand_alone_need_a_format_and_an_address() {
        assertThat(DeliveryFlaws.ofWhole(Map.of())).containsOnlyKeys("format", "url");
        assertThat(DeliveryFlaws.of(Map.of())).isEmpty();
    }

    @Test
    void each_setting_that_cannot_work_is_named() {
        assertThat(
                        DeliveryFlaws.of(
                                Map.of(
                                        "format", "form",
                                        "url", "ftp://a.example",
                                        "method", "DELETE",
                                        "header.Host", "a.example",
                                        "outcome_search_term", List.of("ok"),
                                        "default_outcome", "perhaps",
                                        "colour", "red")))
                .containsOnlyKeys(
                        "url",
                        "method",
                        "header.Host",
                        "outcome_search_term",
                        "default_outcome",
                        "colour");
    }

    @Test
    void passwords_and_headers_with_keys_are_secrets() {
        assertThat(List.of("basic_password", "header.Authorization", "header.X-Api-Key"))
                .allMatch(DeliverySecrets::isSecret);
        assertThat(List.of("basic_username", "header.Accept-Language", "form_field.key"))
                .noneMatch(DeliverySecrets::isSecret);
    }
}

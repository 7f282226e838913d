package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DraftTest {

    private final AtomicLong numbers = new AtomicLong();

    @Test
    void sources_and_steps_get_ids_and_keep_those_they_have() {
        Draft.Normalised made =
                normalise(
                        """
                        {"name": " A ", "sources": [{"name": "new"},
                            {"name": "old", "id": "0191d0a0-0000-7000-8000-0000000050ce"}],
                         "steps": [{"type": "filter"}]}
                        """,
                        Optional.empty());

        assertThat(made.flaws()).isEmpty();
        assertThat(made.draft().name()).isEqualTo("A");
        assertThat(made.draft().sources().stream().map(source -> source.get("id").toString()))
                .containsExactly(new UUID(0, 1).toString(), TestFlows.SOURCE.toString());
        assertThat(made.draft().json().get("steps"))
                .isEqualTo(List.of(Map.of("id", new UUID(0, 2).toString(), "type", "filter")));
    }

    @Test
    void a_source_that_demands_a_key_gets_one_once() {
        String json =
                """
                {"name": "A", "sources": [{"name": "s", "key_required": true,
                    "id": "0191d0a0-0000-7000-8000-0000000050ce", "key_hash": "guessed"}]}
                """;
        Draft.Normalised first = normalise(json, Optional.empty());
        Draft.Normalised second = normalise(json, Optional.of(first.draft()));

        assertThat(first.newKeys()).containsOnlyKeys(TestFlows.SOURCE.toString());
        assertThat(second.newKeys()).isEmpty();
        assertThat(second.draft()).isEqualTo(first.draft());
        assertThat(first.draft().sources().getFirst().get("key_hash").toString())
                .matches("[0-9a-f]{64}");
        assertThat(first.draft().shown().toString()).doesNotContain("key_hash");
    }

    @Test
    void a_key_that_is_no_longer_demanded_is_forgotten() {
        String demanded =
                "{'name': 'A', 'sources': [{'name': 's', 'id': 'x', 'key_required': true}]}";
        String not = demanded.replace("true", "false");
        Draft with = normalise(quoted(demanded), Optional.empty()).draft();
        Draft without = normalise(quoted(not), Optional.of(with)).draft();

        assertThat(without.json().toString()).doesNotContain("key_hash");
        assertThat(normalise(quoted(demanded), Optional.of(without)).newKeys()).hasSize(1);
    }

    @Test
    void secrets_are_masked_when_the_draft_is_shown() {
        Draft draft = new Draft("Solar", TestFlows.solar());

        assertThat(draft.shown().toString())
                .doesNotContain("s3cret")
                .contains("header.X-Api-Key=" + SecretSettings.MASK)
                .contains("{{lead.email}}");
        assertThat(draft.secret("acme", "header.X-Api-Key")).contains("s3cret");
        assertThat(draft.secret("acme", "header.Other-Key")).isEmpty();
    }

    @Test
    void what_lists_and_reports_show_has_no_control_characters_and_is_not_long() {
        Draft.Normalised made =
                normalise(
                        """
                        {"name": "A", "sources": [{"name": "a\\u0000b"}],
                         "steps": [{"id": "%s", "type": 5}]}
                        """
                                .formatted("x".repeat(201)),
                        Optional.empty());

        assertThat(made.flaws())
                .extracting(Flaw::field)
                .containsExactly("sources[0].name", "steps[0].id", "steps[0].type");
    }

    @Test
    void what_is_no_list_of_objects_is_a_flaw() {
        Draft.Normalised made = normalise("{\"sources\": 5, \"steps\": [7]}", Optional.empty());

        assertThat(made.flaws())
                .extracting(Flaw::field)
                .containsExactly("name", "sources", "steps[0]");
    }

    @Test
    void credentials_are_secrets_and_mapped_fields_are_not() {
        assertThat(
                        List.of(
                                "basic_password",
                                "header.Authorization",
                                "header.X-API-KEY",
                                "header.my-token",
                                "header.secret"))
                .allMatch(SecretSettings::isSecret);
        assertThat(List.of("basic_username", "header.Accept", "form_field.keyword", "url"))
                .noneMatch(SecretSettings::isSecret);
    }

    private Draft.Normalised normalise(String json, Optional<Draft> previous) {
        return Draft.normalise(
                TestFlows.json(json),
                previous,
                () -> new UUID(0, numbers.incrementAndGet()),
                () -> "key-" + numbers.incrementAndGet());
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}

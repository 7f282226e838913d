package io.waybill.delivery.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.Retry;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DestinationReaderTest {

    private static final String ZONE = "America/New_York";
    private static final Map<String, Object> SETTINGS =
            Map.of("format", "json", "url", "https://acme.example/leads");
    private static final UUID CREDENTIAL = UUID.fromString("0199a1f0-0000-7000-8000-00000000c4ed");

    @Test
    void a_name_and_settings_are_enough() {
        DestinationReader.Result read = read(Map.of());

        assertThat(read.flaws()).isEmpty();
        Definition definition = read.definition();
        assertThat(definition.transport()).isEqualTo(new Transport.Http());
        assertThat(definition.limits()).isEqualTo(Limits.standard());
        assertThat(definition.retry()).isEqualTo(Retry.standard());
        assertThat(definition.repeatSafe()).isFalse();
    }

    @Test
    void limits_and_retries_are_read_to_the_millisecond() {
        Map<String, Object> limits =
                Map.of(
                        "concurrency",
                        3,
                        "rate",
                        Map.of("most", 10, "per_seconds", 60),
                        "timeout_seconds",
                        12.5);
        Map<String, Object> retry =
                Map.of(
                        "on", List.of("error", "failure"),
                        "first_seconds", 0.5,
                        "ceiling_seconds", 600,
                        "attempts", 20,
                        "max_age_seconds", 86_400);

        DestinationReader.Result read = read(Map.of("limits", limits, "retry", retry));

        assertThat(read.flaws()).isEmpty();
        assertThat(read.definition().limits())
                .isEqualTo(
                        new Limits(
                                3,
                                Optional.of(new Limits.Rate(10, Duration.ofMinutes(1))),
                                Duration.ofMillis(12_500)));
        Retry repeated = read.definition().retry();
        assertThat(repeated.on()).containsExactlyInAnyOrder(Retry.Cause.ERROR, Retry.Cause.FAILURE);
        assertThat(repeated.first()).isEqualTo(Duration.ofMillis(500));
        assertThat(repeated.outlivesSettling()).isTrue();
    }

    @Test
    void hours_are_those_of_the_accounts_clock_where_no_other_is_named() {
        DestinationReader.Result read =
                read(
                        Map.of(
                                "credential_id",
                                CREDENTIAL.toString(),
                                "hours_of_operation",
                                Map.of(
                                        "days",
                                        Map.of("monday", List.of(List.of("08:00", "24:00")))),
                                "repeat_safe",
                                true));

        assertThat(read.flaws()).isEmpty();
        assertThat(read.definition().credentialId()).hasValue(CREDENTIAL);
        assertThat(read.definition().hours().orElseThrow().zone()).isEqualTo(ZoneId.of(ZONE));
        assertThat(read.definition().repeatSafe()).isTrue();
    }

    @Test
    void a_batch_has_columns_and_one_trigger() {
        Map<String, Object> batch =
                Map.of(
                        "format",
                        "csv",
                        "columns",
                        Map.of("mail", "{{lead.email}}"),
                        "trigger",
                        Map.of("at", List.of("18:00", "06:30")),
                        "zip",
                        true);

        Batch read = read(Map.of("batch", batch)).definition().batch().orElseThrow();

        assertThat(read.trigger())
                .isEqualTo(
                        new Batch.Trigger.At(
                                List.of(LocalTime.of(6, 30), LocalTime.of(18, 0)),
                                ZoneId.of(ZONE)));
        assertThat(read.zip()).isTrue();
        assertThat(
                        flaws(
                                Map.of(
                                        "batch",
                                        Map.of(
                                                "format",
                                                "xls",
                                                "trigger",
                                                Map.of("count", 5, "every_seconds", 5)))))
                .contains("batch.format", "batch.columns", "batch.trigger.every_seconds");
    }

    @Test
    void mail_and_files_need_no_settings() {
        Map<String, Object> mail =
                Map.of(
                        "name",
                        "Inbox",
                        "transport",
                        Map.of(
                                "type", "mail",
                                "to", List.of("crm@acme.example"),
                                "subject", "Lead {{lead.id}}",
                                "text", "{{lead.email}}"));
        Map<String, Object> ftp =
                Map.of(
                        "name",
                        "Drop",
                        "transport",
                        Map.of("type", "ftp", "host", "ftp.acme.example", "file_name", "a"));

        assertThat(DestinationReader.read(mail, ZONE).flaws()).isEmpty();
        assertThat(DestinationReader.read(ftp, ZONE).definition().transport())
                .isEqualTo(
                        new Transport.Ftp("ftp.acme.example", 21, "", "a", Transport.Tls.EXPLICIT));
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThat(
                        flaws(
                                Map.of(
                                        "name",
                                        "a\nb",
                                        "colour",
                                        "red",
                                        "credential_id",
                                        "acme",
                                        "settings",
                                        Map.of(
                                                "url", "ftp://a",
                                                "form_field.a", "{{#if",
                                                "form_field.b", "wbs1:1:sealed"),
                                        "limits",
                                        Map.of("concurrency", 1e99, "timeout_seconds", 0),
                                        "retry",
                                        Map.of("first_seconds", 60, "ceiling_seconds", 1),
                                        "escalation",
                                        Map.of("notify", List.of("a b@acme.example"), "after", 3),
                                        "repeat_safe",
                                        "yes")))
                .contains(
                        "escalation.notify",
                        "escalation.after",
                        "name",
                        "colour",
                        "credential_id",
                        "settings.url",
                        "settings.format",
                        "settings.form_field.a",
                        "settings.form_field.b",
                        "limits.concurrency",
                        "limits.timeout_seconds",
                        "retry.ceiling_seconds",
                        "repeat_safe");
    }

    @Test
    void a_step_finds_its_destination_or_is_told_what_is_missing() {
        UUID account = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        Destination known =
                read(Map.of("limits", Map.of("timeout_seconds", 7)))
                        .definition()
                        .at(id, account, 1, true);
        Destinations destinations =
                (asking, asked) ->
                        asking.equals(account) && asked.equals(id)
                                ? Optional.of(known)
                                : Optional.empty();
        Map<String, Object> step = Map.of("json_property.a", "1");

        Resolution found = Resolution.of(destinations, account, id, CREDENTIAL, step);

        assertThat(found)
                .isInstanceOfSatisfying(
                        Resolution.Found.class,
                        it -> {
                            assertThat(it.settings())
                                    .containsEntry("json_property.a", "1")
                                    .containsEntry("format", "json")
                                    .containsEntry("timeout_seconds", "7");
                            assertThat(it.credentialId()).hasValue(CREDENTIAL);
                        });
        assertThat(Resolution.of(destinations, UUID.randomUUID(), id, null, step))
                .isInstanceOfSatisfying(
                        Resolution.Gone.class, gone -> assertThat(gone.reason()).contains(id + ""));
        assertThat(Resolution.of(destinations, account, null, null, step))
                .isEqualTo(new Resolution.Found(Optional.empty(), step, Optional.empty()));
    }

    private static List<String> flaws(Map<String, Object> more) {
        return read(more).flaws().stream().map(FieldFlaw::field).toList();
    }

    private static DestinationReader.Result read(Map<String, Object> more) {
        Map<String, Object> json =
                new LinkedHashMap<>(Map.of("name", "Acme", "settings", SETTINGS));
        json.putAll(more);
        return DestinationReader.read(json, ZONE);
    }
}

package io.waybill.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Escalation;
import io.waybill.delivery.destination.Limits;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.language.Retry;
import io.waybill.language.Vars;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchEndTest {

    private static final UUID ID = new UUID(0, 1);
    private static final Transport HTTP = new Transport.Http();

    @Test
    void what_was_answered_is_concluded() {
        assertThat(end(HTTP, false, AttemptOutcome.SUCCESS, 1))
                .isEqualTo(new BatchEnd.Concluded(true, false, true));
        assertThat(end(HTTP, false, AttemptOutcome.FAILURE, 1))
                .isEqualTo(new BatchEnd.Concluded(false, true, true));
    }

    @Test
    void what_never_left_goes_again_with_growing_pauses_until_it_is_given_up() {
        assertThat(end(HTTP, false, AttemptOutcome.ERROR, 1))
                .isEqualTo(new BatchEnd.Again(Duration.ofSeconds(1)));
        assertThat(end(HTTP, false, AttemptOutcome.ERROR, 4))
                .isEqualTo(new BatchEnd.Again(Duration.ofSeconds(8)));
        assertThat(end(HTTP, false, AttemptOutcome.ERROR, 10))
                .isEqualTo(new BatchEnd.Concluded(false, false, true));
    }

    @Test
    void what_is_not_known_goes_again_only_where_that_does_no_harm() {
        assertThat(end(HTTP, false, AttemptOutcome.UNANSWERED, 1))
                .isEqualTo(new BatchEnd.Concluded(false, false, false));
        assertThat(end(HTTP, true, AttemptOutcome.UNANSWERED, 1))
                .isInstanceOf(BatchEnd.Again.class);
        assertThat(end(sftp("x"), false, AttemptOutcome.UNANSWERED, 1))
                .isInstanceOf(BatchEnd.Again.class);
    }

    @ParameterizedTest
    @CsvSource({
        "leads.csv, false, leads-7.csv",
        "leads-{{batch.number}}.csv, false, leads-7.csv",
        "{{destination.name}}, true, crm-7.zip",
        "x-{{batch.date}}-{{batch.number}}.zip, true, x-2026-03-06-7.zip"
    })
    void no_two_batches_share_a_name(String template, boolean zip, String name)
            throws BrokenRequest {
        Destination destination = destination(sftp(template), false);
        Batch batch = new Batch(Batch.Format.CSV, new Batch.Trigger.Count(1), Map.of(), 10, zip);
        Vars vars =
                BatchName.vars(destination, batch, ID, 7, Instant.parse("2026-03-06T15:00:00Z"));

        assertThat(BatchName.of(destination, batch, vars, 7)).isEqualTo(name);
    }

    private static BatchEnd end(
            Transport transport, boolean repeatSafe, AttemptOutcome outcome, int attempts) {
        AttemptResult result = AttemptResult.withoutReply(outcome, Duration.ZERO, "why");
        return BatchEnd.after(destination(transport, repeatSafe), result, attempts);
    }

    private static Transport sftp(String name) {
        return new Transport.Sftp("files.example", 22, "", name, "SHA256:x");
    }

    private static Destination destination(Transport transport, boolean repeatSafe) {
        return new Destination(
                ID,
                ID,
                "crm",
                1,
                transport,
                Map.of(),
                Optional.empty(),
                Limits.standard(),
                Retry.standard(),
                Optional.empty(),
                Optional.empty(),
                repeatSafe,
                Escalation.NOBODY,
                true);
    }
}

package io.waybill.flowengine.linkedrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.LeadOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunSelectionReaderTest {

    private static final String LEAD = "0191d0a0-0000-7000-8000-000000001ead";
    private static final String FLOW = "0191d0a0-0000-7000-8000-00000000f10a";
    private static final Map<String, Object> NIGHT =
            Map.of(
                    "flow_id",
                    FLOW,
                    "outcome",
                    "failure",
                    "received_from",
                    "2026-03-04T00:00:00Z",
                    "received_until",
                    "2026-03-05T00:00:00Z");

    @Test
    void named_leads_run_on_the_live_version_each_once() {
        RunSelection selection = sound(Map.of("lead_ids", List.of(LEAD, LEAD)));

        assertThat(selection.leads()).containsExactly(UUID.fromString(LEAD));
        assertThat(selection.filter()).isEmpty();
        assertThat(selection.ownVersion()).isFalse();
        assertThat(selection.repeatUncertain()).isFalse();
    }

    @Test
    void a_selection_is_read_back_as_it_was_written() {
        RunSelection selection = sound(NIGHT);

        assertThat(selection.filter().orElseThrow().outcome()).contains(LeadOutcome.FAILURE);
        assertThat(selection.filter().orElseThrow().from())
                .isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(sound(selection.toJson())).isEqualTo(selection);
        RunSelection named =
                sound(
                        Map.of(
                                "lead_ids",
                                List.of(LEAD),
                                "version",
                                "own",
                                "repeat_uncertain",
                                true));
        assertThat(sound(named.toJson())).isEqualTo(named);
    }

    @Test
    void a_selection_goes_on_where_an_earlier_one_ended() {
        Map<String, Object> rest = new HashMap<>(NIGHT);
        RunSelection.Filter whole = sound(rest).filter().orElseThrow();
        Instant midnight = Instant.parse("2026-03-04T00:00:00Z");
        UUID last = RunSelection.firstOf(midnight.plusSeconds(3_600));

        rest.put("continue_from", last.toString());
        RunSelection.Filter left = sound(rest).filter().orElseThrow();
        rest.put("continue_from", RunSelection.firstOf(Instant.EPOCH).toString());
        RunSelection.Filter older = sound(rest).filter().orElseThrow();

        assertThat(whole.after())
                .isLessThan(RunSelection.firstOf(midnight))
                .isGreaterThan(RunSelection.firstOf(midnight.minusSeconds(3_600)));
        assertThat(left.after()).isEqualTo(last);
        assertThat(left.before()).isEqualTo(whole.before());
        assertThat(older.after()).isEqualTo(whole.after());
        assertThat(sound(sound(rest).toJson())).isEqualTo(sound(rest));
    }

    @Test
    void where_to_go_on_is_an_id_and_belongs_to_a_selection() {
        Map<String, Object> rest = new HashMap<>(NIGHT);
        rest.put("continue_from", "here");

        assertThat(fields(rest)).containsExactly("continue_from");
        assertThat(fields(Map.of("lead_ids", List.of(LEAD), "continue_from", LEAD)))
                .contains("lead_ids");
    }

    @Test
    void leads_are_named_or_selected() {
        assertThat(fields(Map.of())).containsExactly("lead_ids");
        assertThat(fields(Map.of("lead_ids", List.of(LEAD), "flow_id", FLOW))).contains("lead_ids");
    }

    @Test
    void each_flaw_is_named() {
        assertThat(
                        fields(
                                Map.of(
                                        "flow_id",
                                        "x",
                                        "outcome",
                                        "pending",
                                        "received_from",
                                        "today",
                                        "version",
                                        3,
                                        "repeat_uncertain",
                                        "yes",
                                        "colour",
                                        "red")))
                .containsExactlyInAnyOrder(
                        "colour",
                        "flow_id",
                        "outcome",
                        "received_from",
                        "received_until",
                        "version",
                        "repeat_uncertain");
    }

    @Test
    void ids_are_ids_and_not_too_many() {
        assertThat(fields(Map.of("lead_ids", List.of("x")))).containsExactly("lead_ids");
        assertThat(fields(Map.of("lead_ids", List.of()))).containsExactly("lead_ids");
        assertThat(fields(Map.of("lead_ids", Collections.nCopies(1_001, LEAD))))
                .containsExactly("lead_ids");
    }

    private static RunSelection sound(Map<String, Object> json) {
        return switch (RunSelectionReader.read(json)) {
            case RunSelectionReader.Result.Sound(RunSelection selection) -> selection;
            case RunSelectionReader.Result.Unsound(List<Flaw> flaws) ->
                    throw new AssertionError(flaws.toString());
        };
    }

    private static List<String> fields(Map<String, Object> json) {
        return switch (RunSelectionReader.read(json)) {
            case RunSelectionReader.Result.Sound _ -> List.of();
            case RunSelectionReader.Result.Unsound(List<Flaw> flaws) ->
                    flaws.stream().map(Flaw::field).toList();
        };
    }
}

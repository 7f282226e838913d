package io.waybill.flowengine.explanation;

import static io.waybill.flowengine.explanation.RecordingLane.explained;
import static io.waybill.flowengine.explanation.RecordingLane.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.counter.CapBeginning;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.explanation.RecordingLane.Run;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.trace.EventFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices and caps whose events do not say all that they came from. */
class RecordedChoicesTest {

    private static final String A_CAP_OF_TWO =
            "\"caps\": [{\"id\": \"two\", \"type\": \"volume\", \"maximum\": 2,"
                    + " \"duration_units\": \"day\"}]";

    private final RecordingLane lane = new RecordingLane();

    @ParameterizedTest
    @ValueSource(strings = {"begins", "changed"})
    void a_cap_that_begins_anew_counts_the_room_that_leads_under_way_hold(String word) {
        CapBeginning beginning = word.equals("begins") ? CapBeginning.NEW : CapBeginning.CHANGED;
        Map<String, Object> flow = flow(A_CAP_OF_TWO, recipientOf("a", "\"type\": \"recipient\","));
        String identity =
                lane.started(flow, 2).stream()
                        .<String>mapMulti((event, found) -> {
                            if (event instanceof LeadRunEvent.Counted(CapOpened opened)) {
                                found.accept(opened.counter().identity());
                            }
                        })
                        .findFirst()
                        .orElseThrow();
        lane.counters().begin(identity, beginning);

        Run reached = lane.run(flow, "CA", "ada@example.org");

        assertThat(reached.events())
                .extracting(EventFacts::name)
                .contains("cap_opened", "cap_reached");
        assertThat(reached.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weighted", "round_robin"})
    void shares_of_an_earlier_way_are_taken_as_they_were_recorded(String method) {
        String weight = method.equals("weighted") ? "\"weight\": %d," : "";
        String recipients =
                String.join(
                        ",",
                        recipientOf("a", weight.formatted(70)),
                        recipientOf("b", weight.formatted(20)),
                        recipientOf("c", weight.formatted(10)));
        Map<String, Object> flow = flow("\"fields\": []", routing(method, recipients));
        for (int lead = 0; lead < 25; lead++) {
            List<Recorded> then =
                    lane.recordedOf(flow, "CA", "ada@example.org").stream()
                            .map(RecordedChoicesTest::asEarlier)
                            .toList();

            assertThat(explained(flow, then)).isEmpty();
        }
    }

    @Test
    void scores_of_an_earlier_way_are_said_to_be_such() {
        Map<String, Object> flow =
                flow(
                        "\"fields\": []",
                        routing("score", recipient("a", 9) + "," + recipient("b", 2)));
        List<Recorded> then =
                lane.recordedOf(flow, "CA", "ada@example.org").stream()
                        .map(RecordedChoicesTest::asEarlier)
                        .toList();

        assertThat(explained(flow, then)).singleElement().asString().contains("too little");
    }

    /** As it was recorded before credits and free room were. */
    private static Recorded asEarlier(Recorded recorded) {
        return new Recorded(
                EarlierWay.bare(recorded.event()),
                recorded.cause(),
                recorded.at(),
                recorded.told());
    }

    private static String routing(String method, String recipients) {
        return """
        {"id": "route", "name": "Route", "type": "routing", "method": "%s", "recipients": [%s]}
        """
                .formatted(method, recipients);
    }

    private static String recipientOf(String id, String rest) {
        return """
        {"id": "%1$s", "name": "%1$s", "sale_price": "9", %2$s
         "delivery": {"format": "form", "url": "https://a.example"}}
        """
                .formatted(id, rest);
    }

    private static String recipient(String id, int taken) {
        return """
        {"id": "%1$s", "name": "%1$s", "score": {"free_capacity": 10, "floor": 1}, "sale_price": "9",
         "delivery": {"format": "form", "url": "https://a.example"},
         "caps": [{"maximum": 10, "duration_units": "day", "opens_at": %2$d}]}
        """
                .formatted(id, taken);
    }
}

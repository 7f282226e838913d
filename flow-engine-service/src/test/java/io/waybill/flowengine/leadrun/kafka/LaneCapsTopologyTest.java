package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.flow.v1.CapOpened;
import io.waybill.flow.v1.CapReached;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneCapsTopologyTest {

    private static final String CAP =
            """
            "caps": [{"id": "daily", "type": "volume", "maximum": 10, "duration": 1,
                      "duration_units": "day"}],
            """;
    private static final String MAIL =
            """
            "list_checks": [{"key": "duplicate", "kind": "duplicate", "fields": ["lead.email"],
                             "within": {"value": 30, "units": "day"}}],
            """;

    private final LaneFixture lane = new LaneFixture();
    private final LedgerCounters ledger = new LedgerCounters();
    private final List<SpecificRecord> events = new ArrayList<>();

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void a_cap_of_10_under_a_thousand_leads_sells_exactly_10_and_the_ledger_tells_the_same() {
        lane.withFlow(flowWith(CAP));
        Random random = new Random(11);
        Deque<TestSubmission> waiting = new ArrayDeque<>();
        Deque<DeliverLead> asked = new ArrayDeque<>();
        int sold = 0;
        for (int i = 0; i < 1_000 || !waiting.isEmpty(); i++) {
            if (i < 1_000 && random.nextInt(3) > 0) {
                TestSubmission lead = TestSubmission.from(lane, "CA");
                lane.pipe(lead.request());
                lane.pipe(lead.request());
                List<SpecificRecord> requests = lane.drain(Topic.DELIVERY_REQUESTS);
                if (!requests.isEmpty()) {
                    asked.add((DeliverLead) requests.getFirst());
                    waiting.add(lead);
                }
            } else if (!waiting.isEmpty()) {
                Outcome outcome = random.nextInt(3) == 0 ? Outcome.SUCCESS : Outcome.ERROR;
                DeliverLead request = asked.poll();
                TestSubmission lead = waiting.poll();
                DeliverySettled settled =
                        outcome == Outcome.SUCCESS
                                ? lead.settled(request, outcome)
                                : lead.broken(request);
                lane.pipe(settled);
                lane.pipe(settled);
                sold += outcome == Outcome.SUCCESS ? 1 : 0;
            }
            read();
            assertThat(sold + waiting.size()).isLessThanOrEqualTo(10);
        }

        assertThat(sold).isEqualTo(10);
        assertThat(of(LeadCompleted.class))
                .filteredOn(e -> e.getOutcome() == Outcome.SUCCESS)
                .hasSize(10);
        assertThat(of(CapReached.class)).isNotEmpty();
        assertThat(of(LeadRefused.class)).extracting(LeadRefused::getCheck).containsOnly("cap");
        assertTheLedgerTellsTheSame(LaneFixture.START);
    }

    @Test
    void the_same_lead_at_the_same_moment_passes_once_and_again_if_it_came_to_nothing() {
        lane.withFlow(flowWith(MAIL));
        TestSubmission first = TestSubmission.from(lane, "CA");
        TestSubmission second = TestSubmission.from(lane, "CA");
        TestSubmission third = TestSubmission.from(lane, "CA");
        TestSubmission fourth = TestSubmission.from(lane, "CA");

        lane.pipe(first.request());
        lane.pipe(second.request());
        assertThat(names(second)).contains("DuplicateFound", "LeadRefused", "LeadClosed");
        lane.pipe(first.broken(request()));
        read();
        lane.pipe(third.request());
        settle(third, Outcome.SUCCESS);
        lane.pipe(fourth.request());

        assertThat(names(third)).contains("DuplicateReserved", "LeadAccepted");
        assertThat(names(fourth)).contains("DuplicateFound", "LeadRefused");
        assertTheLedgerTellsTheSame(LaneFixture.START);
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofDays(31))));
        assertThat(lane.keys(LaneTopology.COUNTER)).noneMatch(key -> key.startsWith("d/"));
        assertTheLedgerTellsTheSame(LaneFixture.START.plus(Duration.ofDays(31)));
    }

    @Test
    void what_a_lead_holds_is_kept_when_nobody_answers_until_its_windows_end() {
        lane.withFlow(flowWith(CAP + MAIL));
        lane.pipe(TestSubmission.from(lane, "CA").request());
        read();
        Instant much = LaneFixture.START.plus(Duration.ofHours(72).plusMillis(1));

        lane.pipe(TestVersions.tick(much));
        read();

        assertThat(lane.keys(LaneTopology.RUN)).noneMatch(key -> key.startsWith("r/"));
        assertThat(lane.keys(LaneTopology.COUNTER)).anyMatch(key -> key.startsWith("d/"));
        assertTheLedgerTellsTheSame(much);
        lane.pipe(TestVersions.tick(much.plus(Duration.ofDays(36))));
        assertThat(lane.keys(LaneTopology.RUN)).isEmpty();
    }

    @Test
    void a_reached_cap_of_a_step_skips_it_and_an_unanswered_hand_over_keeps_its_place() {
        lane.withFlow(
                stepWith(
                        "\"caps\": [{\"id\": \"one\", \"maximum\": 1, \"duration_units\": \"day\"}],"));
        TestSubmission first = TestSubmission.from(lane, "CA");
        TestSubmission second = TestSubmission.from(lane, "CA");

        lane.pipe(first.request());
        settle(first, Outcome.ERROR);
        lane.pipe(second.request());

        assertThat(names(second)).containsSubsequence("CapReached", "StepSkipped", "LeadCompleted");
        assertTheLedgerTellsTheSame(LaneFixture.START);
    }

    @Test
    void a_lead_that_comes_late_finds_the_window_of_its_time_though_a_tick_has_passed_it() {
        lane.withFlow(
                flowWith(
                        "\"caps\": [{\"id\": \"one\", \"maximum\": 1, \"duration_units\": \"hour\"}],"));
        TestSubmission first = TestSubmission.from(lane, "CA");
        TestSubmission late = TestSubmission.from(lane, "CA");
        lane.pipe(first.request());
        settle(first, Outcome.SUCCESS);

        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(1))));
        lane.pipe(late.request());

        assertThat(names(late)).contains("CapReached").doesNotContain("CapOpened");
    }

    @Test
    void a_new_cap_opens_with_what_the_lane_has_counted() {
        lane.withFlow(TestFlows.SOLAR);
        for (int i = 0; i < 3; i++) {
            TestSubmission lead = TestSubmission.from(lane, "CA");
            lane.pipe(lead.request());
            settle(lead, Outcome.SUCCESS);
        }
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(2, flowWith(CAP)));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(2, true, 3));

        lane.pipe(TestSubmission.from(lane, "CA").request());
        read();

        assertThat(of(CapOpened.class))
                .singleElement()
                .satisfies(opened -> {
                    assertThat(opened.getBasis()).isEqualTo("tallies");
                    assertThat(opened.getCount()).isEqualByComparingTo("3");
                });
        assertTheLedgerTellsTheSame(LaneFixture.START);
        assertThat(ledger.counters().tally(CapScope.flow(TestFlows.FLOW), Instant.EPOCH).count())
                .isEqualTo(3);
    }

    @Test
    void a_cap_that_was_taken_out_and_put_back_opens_with_what_came_meanwhile() {
        lane.withFlow(flowWith(CAP));
        TestSubmission before = TestSubmission.from(lane, "CA");
        lane.pipe(before.request());
        settle(before, Outcome.SUCCESS);
        deploy(2, TestFlows.SOLAR);
        TestSubmission meanwhile = TestSubmission.from(lane, "CA");
        lane.pipe(meanwhile.request());
        settle(meanwhile, Outcome.SUCCESS);
        deploy(3, flowWith(CAP));

        lane.pipe(TestSubmission.from(lane, "CA").request());
        read();

        assertThat(of(CapOpened.class).getLast().getBasis()).isEqualTo("tallies");
        assertThat(of(CapOpened.class).getLast().getCount()).isEqualByComparingTo("2");
        assertThat(of(VersionLive.class).getLast().getNewCaps()).hasSize(1);
        assertTheLedgerTellsTheSame(LaneFixture.START);
    }

    @Test
    void a_cap_whose_maximum_alone_changes_goes_on() {
        lane.withFlow(flowWith(CAP));
        TestSubmission before = TestSubmission.from(lane, "CA");
        lane.pipe(before.request());
        settle(before, Outcome.SUCCESS);

        deploy(2, flowWith(CAP.replace("10", "20")));
        lane.pipe(TestSubmission.from(lane, "CA").request());
        read();

        assertThat(of(CapOpened.class)).hasSize(1);
        assertThat(of(VersionLive.class).getLast().getNewCaps()).isEmpty();
    }

    private void deploy(int version, String definition) {
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(version, definition));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(version, true, version + 1));
        read();
    }

    @Test
    void a_lead_of_a_flow_that_compares_values_waits_for_the_accounts_key() {
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(1, flowWith(MAIL)));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(1, true, 2));
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        assertThat(names(lead)).isEmpty();

        lane.pipe(Topic.PARTNER_KEYS, lane.hmacKey());

        assertThat(names(lead)).contains("DuplicateReserved", "LeadAccepted");
    }

    private DeliverLead request() {
        return (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
    }

    private static String flowWith(String json) {
        return TestFlows.SOLAR.replaceFirst("\\{\"name\"", "{" + json + "\"name\"");
    }

    private static String stepWith(String json) {
        return TestFlows.SOLAR.replace("{\"id\": \"acme\"", "{" + json + "\"id\": \"acme\"");
    }

    private void settle(TestSubmission lead, Outcome outcome) {
        List<SpecificRecord> requests = lane.drain(Topic.DELIVERY_REQUESTS);
        lane.pipe(lead.settled((DeliverLead) requests.getLast(), outcome));
        read();
    }

    private void read() {
        List<SpecificRecord> more = lane.drain(Topic.FLOW_LEADS);
        more.forEach(ledger::fold);
        events.addAll(more);
    }

    private List<String> names(TestSubmission lead) {
        read();
        return events.stream()
                .filter(event ->
                        io.waybill.schemas.Records.meta(event).getStreamId().equals(lead.leadId()))
                .map(event -> event.getSchema().getName())
                .toList();
    }

    private <T extends SpecificRecord> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void assertTheLedgerTellsTheSame(Instant asOf) {
        Map<String, Long> running =
                new CounterStore(lane.store(LaneTopology.COUNTER)).digest(asOf).sections();

        assertThat(ledger.counters().digest(asOf).sections()).isEqualTo(running);
    }
}

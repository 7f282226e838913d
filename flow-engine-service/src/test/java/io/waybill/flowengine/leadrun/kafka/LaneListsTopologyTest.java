package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.ListChecked;
import io.waybill.flow.v1.ListCreated;
import io.waybill.flow.v1.ListDeleted;
import io.waybill.flow.v1.ListEntriesAdded;
import io.waybill.flow.v1.ListEntriesRemoved;
import io.waybill.flow.v1.ListEntry;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.list.ListKeys;
import io.waybill.flowengine.list.store.ListDigests;
import io.waybill.language.FieldType;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneListsTopologyTest {

    private static final UUID LIST = new UUID(4, 4);
    private static final String PHONE = "(512) 789-1111";
    private static final String CHECK =
            """
            "list_checks": [{"key": "dnc", "kind": "suppression",
                             "list": "00000000-0000-0004-0000-000000000004",
                             "value": "{{lead.phone_1}}"}],
            """;

    private final LaneFixture lane =
            new LaneFixture()
                    .withFlow(
                            TestFlows.SOLAR.replaceFirst("\\{\"name\"", "{" + CHECK + "\"name\""));

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void a_value_that_stands_in_a_list_is_refused_until_it_is_taken_out() {
        lane.pipe(created());
        assertThat(refusal()).isEmpty();

        lane.pipe(added(2));
        assertThat(refusal()).contains("dnc");

        lane.pipe(new ListEntriesRemoved(meta(3), LIST, "by", List.of(digest())));
        assertThat(refusal()).isEmpty();
    }

    @Test
    void a_lead_that_comes_before_the_list_waits_for_it() {
        lane.pipe(TestSubmission.from(lane, "CA").request());
        assertThat(lane.drain(Topic.FLOW_LEADS)).isEmpty();

        lane.pipe(created());

        assertThat(lane.drain(Topic.FLOW_LEADS)).anyMatch(ListChecked.class::isInstance);
    }

    @Test
    void a_lead_waits_until_the_list_is_as_far_as_it_was_at_the_deployment() {
        String flow = TestFlows.SOLAR.replaceFirst("\\{\"name\"", "{" + CHECK + "\"name\"");
        lane.pipe(
                FlowVersionPublished.newBuilder(TestVersions.published(2, flow, true))
                        .setLists(Map.of(LIST.toString(), 2L))
                        .build());
        lane.pipe(TestVersions.live(2, true, 9));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(created());

        lane.pipe(TestSubmission.from(lane, "CA").request());
        assertThat(lane.drain(Topic.FLOW_LEADS)).isEmpty();

        lane.pipe(added(2));
        assertThat(lane.drain(Topic.FLOW_LEADS)).anyMatch(LeadRefused.class::isInstance);
    }

    @Test
    void a_lead_whose_list_never_comes_is_not_sold() {
        lane.pipe(TestSubmission.from(lane, "CA").request());

        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(61))));

        assertThat(lane.drain(Topic.FLOW_LEADS))
                .filteredOn(LeadCompleted.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        LeadCompleted.class,
                        lead -> assertThat(lead.getOutcome()).isEqualTo(Outcome.ERROR));
        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
    }

    @Test
    void a_change_that_comes_again_changes_nothing() {
        lane.pipe(created());
        lane.pipe(added(2));
        lane.pipe(new ListEntriesRemoved(meta(3), LIST, "by", List.of(digest())));

        lane.pipe(added(2));
        lane.pipe(created());

        assertThat(refusal()).isEmpty();
    }

    @Test
    void a_lead_whose_list_is_deleted_is_not_sold_and_the_entries_go() {
        lane.pipe(created());
        lane.pipe(added(2));
        lane.pipe(new ListDeleted(meta(3), LIST, "by"));
        lane.pipe(added(2));

        lane.pipe(TestSubmission.from(lane, "CA").request());
        assertThat(lane.drain(Topic.FLOW_LEADS))
                .filteredOn(LeadCompleted.class::isInstance)
                .extracting(lead -> ((LeadCompleted) lead).getOutcome())
                .containsExactly(Outcome.ERROR);
        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
        lane.pipe(TestVersions.tick(LaneFixture.START));
        assertThat(lane.keys(LaneTopology.LIST)).containsExactly("m/" + LIST);
    }

    @Test
    void a_list_of_another_account_is_as_good_as_none() {
        lane.pipe(
                ListCreated.newBuilder(created())
                        .setMeta(EventMeta.newBuilder(meta(1)).setAccountId(new UUID(6, 6)).build())
                        .build());
        lane.pipe(added(2));

        assertThat(refusal()).isEmpty();
    }

    @Test
    void neither_the_ledger_nor_a_store_shows_what_was_looked_up() {
        lane.pipe(created());
        lane.pipe(added(2));
        refusal();

        assertThat(lane.everythingWritten())
                .noneMatch(bytes ->
                        new String(bytes, StandardCharsets.UTF_8).contains("7891111")
                                || new String(bytes, StandardCharsets.UTF_8).contains(PHONE));
    }

    /** By which check a lead is refused. */
    private Optional<String> refusal() {
        lane.pipe(TestSubmission.from(lane, "CA").request());
        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        Optional<String> refusal =
                events.stream()
                        .filter(LeadRefused.class::isInstance)
                        .map(event -> ((LeadRefused) event).getCheck())
                        .findFirst();
        assertThat(events)
                .filteredOn(ListChecked.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ListChecked.class,
                        checked -> assertThat(checked.getFound()).isEqualTo(refusal.isPresent()));
        return refusal;
    }

    private static EventMeta meta(long sequence) {
        return TestVersions.meta(LIST, sequence);
    }

    private static ListCreated created() {
        return new ListCreated(meta(1), LIST, "by", "Do not call", "suppression", "phone");
    }

    private ListEntriesAdded added(long sequence) {
        return new ListEntriesAdded(
                meta(sequence), LIST, "by", List.of(new ListEntry(digest(), null)));
    }

    private ByteBuffer digest() {
        return ByteBuffer.wrap(
                ListDigests.digest(lane.accountKey, LIST, ListKeys.normal(FieldType.PHONE, PHONE)));
    }
}

package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.Cause;
import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.Tally;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneCheckpointTopologyTest {

    private static final Instant LATER = LaneFixture.START.plusSeconds(60);

    private final LaneFixture lane = new LaneFixture().withSolar();
    private final List<SpecificRecord> ledger = new ArrayList<>();

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void a_lane_that_rests_writes_down_where_it_stands_once() {
        sell();
        rest();

        List<SpecificRecord> checkpoints = checkpoints();
        assertThat(checkpoints).hasSize(1);
        LaneCheckpoint checkpoint = (LaneCheckpoint) checkpoints.getFirst();
        assertThat(checkpoint.getMeta().getSequence()).isEqualTo(1);
        assertThat(checkpoint.getSections()).isNotEmpty();
        rest();
        assertThat(checkpoints()).hasSize(1);

        sell();
        rest();
        assertThat(checkpoints()).hasSize(2);
        assertThat(proof().differing()).isEmpty();
        assertThat(proof().checkpoints()).isEqualTo(2);
    }

    @Test
    void a_checkpoint_follows_each_ten_thousand_records() {
        for (int i = 0; i < 1_300; i++) {
            sell();
        }

        assertThat(checkpoints()).hasSize(1);
        assertThat(((LaneCheckpoint) checkpoints().getFirst()).getRecords())
                .isBetween(Checkpoints.EVERY, Checkpoints.EVERY + 8);
        assertThat(proof().isEqual()).isTrue();
    }

    @Test
    void a_lane_that_differs_from_its_ledger_is_found_out_by_the_counter() {
        sell();
        new CounterStore(lane.store(LaneTopology.COUNTER))
                .addTally(
                        CapScope.flow(TestFlows.FLOW),
                        Tally.Bucket.of(LaneFixture.START),
                        Tally.one(BigDecimal.ZERO));
        rest();

        assertThat(proof().differing())
                .containsExactly("tally " + TestFlows.FLOW + "/flow/" + TestFlows.FLOW);
    }

    @Test
    void an_installation_that_ran_before_begins_its_proof_where_it_is() {
        sell();
        lane.store(LaneTopology.COUNTER).delete("n");
        List<Effects.Sent> sent = new ArrayList<>();

        new Checkpoints(lane.store(LaneTopology.COUNTER), stores(), 0)
                .apply(new Effects(Cause.of(TestVersions.meta(TestFlows.FLOW, 9))), sent::add);

        LaneCheckpoint start =
                (LaneCheckpoint)
                        ((Decoded.Event)
                                        new RecordDecoder()
                                                .decode(
                                                        null,
                                                        null,
                                                        sent.getFirst().outgoing().bytes()))
                                .value();
        assertThat(start.getStart()).isTrue();
        CounterProof proof = new CounterProof(0);
        ledger.subList(2, ledger.size()).forEach(proof::take);
        proof.take(start);
        assertThat(proof.result().isEqual()).isTrue();
        assertThat(proof.result().checkpoints()).isZero();
    }

    private LaneStores stores() {
        return new LaneStores(
                new RunStore(lane.store(LaneTopology.RUN), lane.store(LaneTopology.VARS)),
                new SeenStore(lane.store(LaneTopology.SEEN)),
                new DefinitionStore(lane.store(LaneTopology.DEFINITION)),
                new CounterStore(lane.store(LaneTopology.COUNTER)),
                new ListStore(lane.store(LaneTopology.LIST)),
                new HistoryStore(lane.store(LaneTopology.LIST)),
                new ConnectionStore(lane.store(LaneTopology.DEFINITION)));
    }

    private void sell() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        DeliverLead request = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getFirst();
        lane.pipe(lead.settled(request, Outcome.SUCCESS));
        ledger.addAll(lane.drainWithCheckpoints(Topic.FLOW_LEADS));
    }

    private void rest() {
        lane.pipe(TestVersions.tick(LATER));
        lane.pipe(TestVersions.tick(LATER));
        ledger.addAll(lane.drainWithCheckpoints(Topic.FLOW_LEADS));
    }

    private List<SpecificRecord> checkpoints() {
        return ledger.stream().filter(LaneCheckpoint.class::isInstance).toList();
    }

    private CounterProof.Result proof() {
        CounterProof proof = new CounterProof(0);
        // The version that became live stands before what this test has read.
        proof.take(
                VersionLive.newBuilder(Samples.versionLive())
                        .setNewCaps(List.of())
                        .setChangedCaps(List.of())
                        .build());
        ledger.forEach(proof::take);
        return proof.result();
    }
}

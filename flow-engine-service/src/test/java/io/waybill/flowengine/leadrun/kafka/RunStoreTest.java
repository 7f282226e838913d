package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.schemas.Records;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunStoreTest {

    private static final int LOOKED_AT_ONCE = 1_000;

    private final LaneFixture lane = new LaneFixture();
    private final RunStore runs =
            new RunStore(lane.store(LaneTopology.RUN), lane.store(LaneTopology.VARS));

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void what_became_known_early_does_not_wait_behind_leads_that_are_under_way() {
        SpecificRecord known = TestSubmission.from(lane, "CA").request();
        for (int i = 0; i < LOOKED_AT_ONCE; i++) {
            runs.putUnderWay(new UUID(1, i), true);
            runs.keepEarly(new UUID(1, i), new UUID(2, i), known);
        }
        runs.keepEarly(new UUID(3, 3), new UUID(4, 4), known);

        assertThat(runs.takeEarly()).isEmpty();
        assertThat(runs.takeEarly()).containsExactly(Records.encode(known));

        runs.putUnderWay(new UUID(1, 0), false);
        assertThat(runs.takeEarly()).hasSize(1);
    }
}

package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Requests for linked runs, for tests. */
final class TestLinkedRuns {

    /** When they are asked for. */
    static final Instant LATER = LaneFixture.START.plus(Duration.ofHours(1));

    private TestLinkedRuns() {}

    /**
     * A lead once more, an hour later.
     *
     * @param version its own; null for the live one
     * @param events of its newest run, as the ledger has them
     */
    static SpecificRecord request(
            LaneFixture lane,
            TestSubmission first,
            UUID run,
            @Nullable Integer version,
            List<LeadRunEvent> events,
            boolean repeatUncertain) {
        Lead lead = ((LeadRunEvent.LeadReceived) events.getFirst()).lead();
        Lead next =
                new Lead(
                                run,
                                lead.flowId(),
                                1,
                                lead.sourceId(),
                                LATER,
                                lead.random(),
                                false,
                                lead.data(),
                                lead.ip())
                        .after(EarlierRuns.after(events, List.of(), repeatUncertain).orElseThrow());
        return LinkedRuns.request(
                        TestVersions.meta(run, 0, LATER),
                        next,
                        version,
                        first.key,
                        lane.masterKeys.wrap(first.key))
                .value();
    }
}

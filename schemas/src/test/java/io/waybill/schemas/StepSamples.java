package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.STEP;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.flow.v1.ConnectionRead;
import io.waybill.flow.v1.ConsideredRecipient;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.LookupRequested;
import io.waybill.flow.v1.NobodyChosen;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.flow.v1.ScorePart;
import io.waybill.flow.v1.StepKept;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What steps that sell nothing themselves come to. */
final class StepSamples {

    private static final String ENHANCEMENT = "0199a1f0-0000-7000-8000-000000005e0e";
    private static final String ROUTING = "0199a1f0-0000-7000-8000-000000005e0f";
    private static final UUID LOOKUP = UUID.fromString("5b0f2c1d-9a3e-8f47-a1b2-c3d4e5f60719");

    static final UUID CONNECTION = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0de");
    static final UUID PARTNER = UUID.fromString("0199a1f0-0000-7000-8000-00000000acc1");

    private StepSamples() {}

    static DataAppended dataAppended() {
        return DataAppended.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(ENHANCEMENT)
                .setEventId(LOOKUP)
                .setOutcome(Outcome.SUCCESS)
                .setData(sealed("appended"))
                .build();
    }

    static StepKept stepKept() {
        return StepKept.newBuilder()
                .setMeta(meta(LEAD, 5))
                .setStepId(STEP)
                .setRoutingStep(ROUTING)
                .setEventId(LOOKUP)
                .setOutcome(Outcome.SUCCESS)
                .setCertain(true)
                .setResult(sealed("result"))
                .build();
    }

    static ConnectionRead connectionRead() {
        return ConnectionRead.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(STEP)
                .setConnectionId(CONNECTION)
                .setKnown(true)
                .setBuyerId(PARTNER)
                .setDestinationId(DestinationSamples.DESTINATION)
                .setFlowId(null)
                .setSourceId(null)
                .setHolds(List.of("seller"))
                .setEnded("buyer")
                .build();
    }

    static LookupRequested lookupRequested() {
        return LookupRequested.newBuilder()
                .setMeta(meta(LEAD, 3))
                .setStepId(ENHANCEMENT)
                .setEventId(LOOKUP)
                .setRun(1)
                .setSettleWithinMillis(5_000)
                .build();
    }

    static RecipientChosen recipientChosen() {
        return RecipientChosen.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(ROUTING)
                .setRecipientId(STEP)
                .setRank(1)
                .setShares(Map.of())
                .setCredits(Map.of(STEP, -300_000_000L))
                .setParts(Map.of(STEP, 700_000_000L))
                .setScore("71.25")
                .setFree("0.5")
                .setHistory(counts())
                .setSegment("Large buyers")
                .setScoreParts(
                        List.of(
                                new ScorePart("priority", "60", false),
                                new ScorePart("conversion", "11.25", false)))
                .setOthers(List.of(considered()))
                .build();
    }

    static NobodyChosen nobodyChosen() {
        return NobodyChosen.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setStepId(ROUTING)
                .setOthers(List.of(considered()))
                .build();
    }

    static RecipientHistory recipientHistory() {
        return RecipientHistory.newBuilder()
                .setMeta(meta(FLOW, 0))
                .setFlowId(FLOW)
                .setStepId(STEP)
                .setCounts(counts())
                .build();
    }

    private static ConsideredRecipient considered() {
        return new ConsideredRecipient(
                "0199a1f0-0000-7000-8000-000000005e02",
                "criteria",
                sealed("State is not CA"),
                "12.5",
                "0.25",
                null,
                null,
                List.of(new ScorePart("acceptance", "12.5", true)));
    }

    private static RecipientCounts counts() {
        return new RecipientCounts(
                Instant.parse("2026-05-17T12:00:00Z"),
                30,
                400L,
                320L,
                36L,
                4L,
                new BigDecimal("8000.0000"));
    }
}

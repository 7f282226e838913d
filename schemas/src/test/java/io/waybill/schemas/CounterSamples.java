package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.ACCOUNT;
import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.LEAD;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.money;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.flow.v1.CapConfirmed;
import io.waybill.flow.v1.CapCounter;
import io.waybill.flow.v1.CapOpened;
import io.waybill.flow.v1.CapReached;
import io.waybill.flow.v1.CapReleased;
import io.waybill.flow.v1.CapReserved;
import io.waybill.flow.v1.DuplicateFound;
import io.waybill.flow.v1.DuplicateReleased;
import io.waybill.flow.v1.DuplicateRenewed;
import io.waybill.flow.v1.DuplicateReserved;
import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flow.v1.ListChecked;
import io.waybill.flow.v1.ListCreated;
import io.waybill.flow.v1.ListDeleted;
import io.waybill.flow.v1.ListEntriesAdded;
import io.waybill.flow.v1.ListEntriesRemoved;
import io.waybill.flow.v1.ListEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What the leads of a lane must agree on: caps, duplicates, lists. */
final class CounterSamples {

    private static final UUID LIST = UUID.fromString("0199a1f0-0000-7000-8000-000000011570");
    private static final UUID OTHER_LEAD = UUID.fromString("0199a1f0-0000-7000-8000-000000002ead");
    private static final UUID PARTITION = new UUID(0, 3);
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant MONTH_LATER = NOW.plus(Duration.ofDays(30));
    private static final String BY = "user:0199a1f0-0000-7000-8000-000000000005";

    private CounterSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                capOpened(),
                capReserved(),
                capConfirmed(),
                capReleased(),
                capReached(),
                duplicateReserved(),
                duplicateFound(),
                duplicateRenewed(),
                duplicateReleased(),
                laneCheckpoint(),
                listChecked(),
                listCreated(),
                listEntriesAdded(),
                listEntriesRemoved(),
                listDeleted());
    }

    private static CapCounter counter() {
        return CapCounter.newBuilder()
                .setFlowId(FLOW)
                .setScope("flow")
                .setScopeId(FLOW.toString())
                .setCap("daily/states")
                .setDefinition("9f86d081884c7d65")
                .setPer(hash("ca"))
                .build();
    }

    private static BigDecimal leads(int count) {
        return money(count * 10_000L);
    }

    static CapOpened capOpened() {
        return new CapOpened(meta(LEAD, 3), counter(), FROM, UNTIL, leads(7), "tallies");
    }

    static CapReserved capReserved() {
        return CapReserved.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setCounter(counter())
                .setMeasure("volume")
                .setAmount(leads(1))
                .setWindowFrom(FROM)
                .setWindowUntil(UNTIL)
                .setCount(leads(7))
                .setReserved(leads(2))
                .setMaximum(leads(10))
                .build();
    }

    static CapConfirmed capConfirmed() {
        return new CapConfirmed(meta(LEAD, 5), counter(), FROM, leads(1), leads(1));
    }

    static CapReleased capReleased() {
        return new CapReleased(meta(LEAD, 5), counter(), FROM, leads(1));
    }

    static CapReached capReached() {
        return CapReached.newBuilder()
                .setMeta(meta(LEAD, 4))
                .setCounter(counter())
                .setAmount(leads(1))
                .setWindowFrom(FROM)
                .setWindowUntil(UNTIL)
                .setCount(leads(8))
                .setReserved(leads(2))
                .setMaximum(leads(10))
                .build();
    }

    static DuplicateReserved duplicateReserved() {
        return new DuplicateReserved(
                meta(LEAD, 2), "duplicate", FLOW, hash("jane"), NOW, MONTH_LATER);
    }

    static DuplicateFound duplicateFound() {
        return DuplicateFound.newBuilder()
                .setMeta(meta(LEAD, 2))
                .setCheck("duplicate")
                .setScopeId(ACCOUNT)
                .setDigest(hash("jane"))
                .setKnownLeadId(OTHER_LEAD)
                .setKnownAt(FROM)
                .setKnownUntil(UNTIL)
                .setAt(NOW)
                .setUntil(MONTH_LATER)
                .build();
    }

    static DuplicateRenewed duplicateRenewed() {
        return new DuplicateRenewed(meta(LEAD, 9), FLOW, hash("jane"), NOW, MONTH_LATER);
    }

    static DuplicateReleased duplicateReleased() {
        return new DuplicateReleased(meta(LEAD, 9), FLOW, hash("jane"));
    }

    static LaneCheckpoint laneCheckpoint() {
        return new LaneCheckpoint(
                meta(PARTITION, 2), 3, 20_000L, NOW, hash("counters"), Map.of("cap", -42L), false);
    }

    static ListChecked listChecked() {
        return new ListChecked(meta(LEAD, 2), "region", LIST, true, sealed("Austin"));
    }

    static ListCreated listCreated() {
        return new ListCreated(meta(LIST, 1), LIST, BY, "Do not call", "suppression", "phone");
    }

    static ListEntriesAdded listEntriesAdded() {
        return new ListEntriesAdded(
                meta(LIST, 2),
                LIST,
                BY,
                List.of(
                        new ListEntry(hash("5125550100"), null),
                        new ListEntry(hash("78701"), sealed("Austin"))));
    }

    static ListEntriesRemoved listEntriesRemoved() {
        return new ListEntriesRemoved(meta(LIST, 3), LIST, BY, List.of(hash("5125550100")));
    }

    static ListDeleted listDeleted() {
        return new ListDeleted(meta(LIST, 4), LIST, BY);
    }
}

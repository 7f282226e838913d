package io.waybill.flowengine.leadrun.kafka;

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
import io.waybill.flowengine.counter.CapEvent;
import io.waybill.flowengine.counter.CapReading;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Writes what happened to caps and duplicates as records of a lead's stream. */
final class CounterRecords {

    private static final HexFormat HEX = HexFormat.of();

    private CounterRecords() {}

    static SpecificRecord of(EventMeta meta, CapEvent event) {
        CapCounter counter = counter(event.counter());
        return switch (event) {
            case CapEvent.CapOpened e ->
                    new CapOpened(
                            meta,
                            counter,
                            e.window().from(),
                            e.window().until(),
                            e.count(),
                            e.basis().name().toLowerCase(Locale.ROOT));
            case CapEvent.CapReserved e -> reserved(meta, counter, e);
            case CapEvent.CapConfirmed e ->
                    new CapConfirmed(meta, counter, e.windowFrom(), e.reserved(), e.amount());
            case CapEvent.CapReleased e ->
                    new CapReleased(meta, counter, e.windowFrom(), e.reserved());
            case CapEvent.CapReached e -> reached(meta, counter, e);
        };
    }

    private static CapReserved reserved(
            EventMeta meta, CapCounter counter, CapEvent.CapReserved event) {
        CapReading reading = event.reading();
        return CapReserved.newBuilder()
                .setMeta(meta)
                .setCounter(counter)
                .setMeasure(event.measure().word())
                .setAmount(event.amount())
                .setWindowFrom(reading.window().from())
                .setWindowUntil(reading.window().until())
                .setCount(reading.count())
                .setReserved(reading.reserved())
                .setMaximum(reading.maximum())
                .build();
    }

    private static CapReached reached(
            EventMeta meta, CapCounter counter, CapEvent.CapReached event) {
        CapReading reading = event.reading();
        return CapReached.newBuilder()
                .setMeta(meta)
                .setCounter(counter)
                .setAmount(event.amount())
                .setWindowFrom(reading.window().from())
                .setWindowUntil(reading.window().until())
                .setCount(reading.count())
                .setReserved(reading.reserved())
                .setMaximum(reading.maximum())
                .build();
    }

    static CapCounter counter(CounterName name) {
        return CapCounter.newBuilder()
                .setFlowId(name.scope().flowId())
                .setScope(name.scope().kind().word())
                .setScopeId(name.scope().id())
                .setCap(name.cap())
                .setDefinition(name.definition())
                .setPer(name.per().map(hex -> ByteBuffer.wrap(HEX.parseHex(hex))).orElse(null))
                .build();
    }

    static SpecificRecord of(EventMeta meta, DuplicateEvent event) {
        int end = event.key().indexOf('/');
        UUID scope = UUID.fromString(event.key().substring(0, end));
        ByteBuffer digest = ByteBuffer.wrap(HEX.parseHex(event.key().substring(end + 1)));
        return switch (event) {
            case DuplicateEvent.DuplicateReserved(String check, _, DuplicateEntry entry) ->
                    new DuplicateReserved(meta, check, scope, digest, entry.at(), entry.until());
            case DuplicateEvent.DuplicateFound e ->
                    DuplicateFound.newBuilder()
                            .setMeta(meta)
                            .setCheck(e.check())
                            .setScopeId(scope)
                            .setDigest(digest)
                            .setKnownLeadId(e.known().leadId())
                            .setKnownAt(e.known().at())
                            .setKnownUntil(e.known().until())
                            .setAt(e.own().at())
                            .setUntil(e.own().until())
                            .build();
            case DuplicateEvent.DuplicateRenewed(_, DuplicateEntry entry) ->
                    new DuplicateRenewed(meta, scope, digest, entry.at(), entry.until());
            case DuplicateEvent.DuplicateReleased _ -> new DuplicateReleased(meta, scope, digest);
        };
    }
}

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
import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.CapEvent;
import io.waybill.flowengine.counter.CapReading;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.counter.Window;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Reads records of caps and duplicates back into what {@link CounterRecords} wrote. */
final class LedgerCounts {

    private LedgerCounts() {}

    /**
     * @param leadId whose stream the record is of
     */
    static Optional<CounterEvent> of(SpecificRecord record, UUID leadId) {
        return switch (record) {
            case CapOpened e ->
                    Optional.of(
                            new CapEvent.CapOpened(
                                    name(e.getCounter()),
                                    new Window(e.getWindowFrom(), e.getWindowUntil()),
                                    e.getCount(),
                                    CapEvent.Basis.valueOf(e.getBasis().toUpperCase(Locale.ROOT))));
            case CapReserved e -> Optional.of(reserved(e));
            case CapReached e -> Optional.of(reached(e));
            case CapConfirmed e ->
                    Optional.of(
                            new CapEvent.CapConfirmed(
                                    name(e.getCounter()),
                                    e.getWindowFrom(),
                                    e.getReserved(),
                                    e.getAmount()));
            case CapReleased e ->
                    Optional.of(
                            new CapEvent.CapReleased(
                                    name(e.getCounter()), e.getWindowFrom(), e.getReserved()));
            default -> duplicate(record, leadId);
        };
    }

    private static Optional<CounterEvent> duplicate(SpecificRecord record, UUID leadId) {
        return switch (record) {
            case DuplicateReserved e ->
                    Optional.of(
                            new DuplicateEvent.DuplicateReserved(
                                    e.getCheck(),
                                    key(e.getScopeId(), e.getDigest()),
                                    new DuplicateEntry(leadId, e.getAt(), e.getUntil())));
            case DuplicateFound e ->
                    Optional.of(
                            new DuplicateEvent.DuplicateFound(
                                    e.getCheck(),
                                    key(e.getScopeId(), e.getDigest()),
                                    new DuplicateEntry(
                                            e.getKnownLeadId(), e.getKnownAt(), e.getKnownUntil()),
                                    new DuplicateEntry(leadId, e.getAt(), e.getUntil())));
            case DuplicateRenewed e ->
                    Optional.of(
                            new DuplicateEvent.DuplicateRenewed(
                                    key(e.getScopeId(), e.getDigest()),
                                    new DuplicateEntry(leadId, e.getAt(), e.getUntil())));
            case DuplicateReleased e ->
                    Optional.of(
                            new DuplicateEvent.DuplicateReleased(
                                    key(e.getScopeId(), e.getDigest()), leadId));
            default -> Optional.empty();
        };
    }

    private static CapEvent reserved(CapReserved event) {
        return new CapEvent.CapReserved(
                name(event.getCounter()),
                Cap.Measure.of(event.getMeasure()).orElse(Cap.Measure.VOLUME),
                event.getAmount(),
                new CapReading(
                        new Window(event.getWindowFrom(), event.getWindowUntil()),
                        event.getCount(),
                        event.getReserved(),
                        event.getMaximum()));
    }

    private static CapEvent reached(CapReached event) {
        return new CapEvent.CapReached(
                name(event.getCounter()),
                event.getAmount(),
                new CapReading(
                        new Window(event.getWindowFrom(), event.getWindowUntil()),
                        event.getCount(),
                        event.getReserved(),
                        event.getMaximum()));
    }

    private static CounterName name(CapCounter counter) {
        return new CounterName(
                new CapScope(
                        CapScope.Kind.of(counter.getScope()).orElseThrow(),
                        counter.getFlowId(),
                        counter.getScopeId()),
                counter.getCap(),
                counter.getDefinition(),
                Optional.ofNullable(counter.getPer()).map(LedgerCounts::hex));
    }

    private static String key(UUID scope, ByteBuffer digest) {
        return scope + "/" + hex(digest);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}

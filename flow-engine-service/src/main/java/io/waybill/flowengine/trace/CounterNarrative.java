package io.waybill.flowengine.trace;

import io.waybill.flowengine.counter.CapEvent.CapConfirmed;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReached;
import io.waybill.flowengine.counter.CapEvent.CapReleased;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import io.waybill.flowengine.counter.CapReading;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReleased;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateRenewed;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import java.math.BigDecimal;

/** What happened to caps and duplicates, as sentences. */
final class CounterNarrative {

    private final DefinitionParts parts;

    CounterNarrative(DefinitionParts parts) {
        this.parts = parts;
    }

    String of(CounterEvent event) {
        return switch (event) {
            case CapOpened e ->
                    cap(e.counter()) + " begins a window with " + plain(e.count()) + " counted";
            case CapReserved e -> cap(e.counter()) + " has room: " + taken(e.reading());
            case CapReached e -> cap(e.counter()) + " is reached: " + taken(e.reading());
            case CapConfirmed e -> cap(e.counter()) + " counts " + plain(e.amount());
            case CapReleased e -> cap(e.counter()) + " gives its room back";
            case DuplicateReserved e -> "The check " + e.check() + " knows no such lead yet";
            case DuplicateFound e ->
                    "The check "
                            + e.check()
                            + " knows the lead "
                            + e.known().leadId()
                            + " of "
                            + e.known().at();
            case DuplicateRenewed _ -> "Later leads are compared with this one";
            case DuplicateReleased _ -> "Later leads are not compared with this one";
            case CounterEvent.Tallied _ -> "It is counted";
            case CounterEvent.Handed _ -> "Its share is counted";
        };
    }

    private String cap(CounterName name) {
        return "Cap \"" + parts.cap(name.cap()) + "\" of " + name.scope().kind().word();
    }

    private static String taken(CapReading reading) {
        return plain(reading.count().add(reading.reserved()))
                + " of "
                + plain(reading.maximum())
                + " are taken";
    }

    private static String plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}

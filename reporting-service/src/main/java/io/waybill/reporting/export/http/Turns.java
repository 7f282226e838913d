package io.waybill.reporting.export.http;

import io.waybill.reporting.export.ExportTurns;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The turns of this instance: a quarter of its connections, however many ask. */
@Singleton
final class Turns {

    private static final int AT_ONCE = 4;
    private static final int PER_ACCOUNT = 2;

    @Produces
    @Singleton
    ExportTurns turns() {
        return new ExportTurns(AT_ONCE, PER_ACCOUNT);
    }
}

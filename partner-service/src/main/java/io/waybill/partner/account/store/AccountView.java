package io.waybill.partner.account.store;

import java.time.Instant;
import java.util.UUID;

/** An account as its own users see it. */
public record AccountView(
        UUID id,
        String name,
        boolean sells,
        boolean buys,
        String currency,
        String zone,
        Instant openedAt) {}

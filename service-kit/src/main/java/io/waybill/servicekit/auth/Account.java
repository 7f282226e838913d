package io.waybill.servicekit.auth;

import java.time.ZoneId;
import java.util.UUID;

/** What every service may know of an account. */
public record Account(UUID id, boolean sells, boolean buys, String currency, ZoneId zone) {}

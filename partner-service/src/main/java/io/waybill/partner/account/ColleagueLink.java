package io.waybill.partner.account;

import java.time.Instant;

/**
 * The link in the mail to a colleague.
 *
 * @param hash SHA-256 of its secret
 * @param expiresAt when it stops working
 */
public record ColleagueLink(KeyHash hash, Instant expiresAt) {}

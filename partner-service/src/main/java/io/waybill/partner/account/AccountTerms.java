package io.waybill.partner.account;

/**
 * What an account is opened with.
 *
 * @param sells may run flows
 * @param buys may receive leads
 * @param currency ISO 4217 code of all its money
 * @param zone IANA zone
 */
public record AccountTerms(Label name, boolean sells, boolean buys, String currency, String zone) {}

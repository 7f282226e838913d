package io.waybill.reporting.history;

import java.util.UUID;

/** A recipient step of an account's flow. */
public record Recipient(UUID accountId, UUID flowId, String stepId) {}

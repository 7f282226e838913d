package io.waybill.intake.refusals;

import io.waybill.intake.submission.Refusal;
import java.time.Instant;
import java.util.UUID;

/** How often one source was refused for one reason since a moment. */
public record RefusalCount(Refused refused, long count, Instant since) {

    /** A known source and why it was refused. */
    public record Refused(
            UUID accountId, String lane, UUID flowId, UUID sourceId, Refusal refusal) {}
}

package io.waybill.intake;

import io.waybill.intake.flows.FlowVersion;
import io.waybill.intake.flows.FlowVersion.FlowVersionId;
import io.waybill.intake.flows.PackedText;
import io.waybill.intake.flows.Source;
import io.waybill.intake.flows.SubmissionTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A flow with one source, as the tests need it. */
public final class Examples {

    public static final UUID FLOW = UUID.fromString("0192f0a0-0000-7000-8000-000000000001");
    public static final UUID SOURCE = UUID.fromString("0192f0a0-0000-7000-8000-000000000002");
    public static final UUID ACCOUNT = UUID.fromString("0192f0a0-0000-7000-8000-000000000003");

    private Examples() {}

    public static FlowVersion version(int number, Source... sources) {
        Map<UUID, Source> all = new HashMap<>();
        for (Source source : sources) {
            all.put(source.id(), source);
        }
        return new FlowVersion(
                new FlowVersionId(FLOW, number),
                ACCOUNT,
                ACCOUNT.toString(),
                Duration.ofSeconds(30),
                all,
                new FlowVersion.Described("Autos", PackedText.of("{}")));
    }

    public static Source source(UUID id) {
        return new Source(id, true, Optional.empty(), true);
    }

    public static SubmissionTarget target() {
        Source source = source(SOURCE);
        return new SubmissionTarget(version(1, source), source, true);
    }
}

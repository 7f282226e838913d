package io.waybill.intake.flows.kafka;

import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.intake.flows.FlowFact;
import io.waybill.intake.flows.FlowVersion;
import io.waybill.intake.flows.FlowVersion.FlowVersionId;
import io.waybill.intake.flows.PackedText;
import io.waybill.intake.flows.Source;
import io.waybill.intake.flows.SourceKey;
import io.waybill.schemas.Decoded;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads records of flow.versions; other records of the topic say nothing to intake. */
final class FlowFactMapper {

    private FlowFactMapper() {}

    static Optional<FlowFact> map(Decoded.Event event) {
        return switch (event.value()) {
            case FlowVersionPublished published ->
                    Optional.of(new FlowFact.Published(version(published)));
            case FlowLive live ->
                    Optional.of(
                            new FlowFact.Live(
                                    live.getFlowId(),
                                    live.getMeta().getSequence(),
                                    live.getVersion(),
                                    live.getEnabled()));
            default -> Optional.empty();
        };
    }

    private static FlowVersion version(FlowVersionPublished published) {
        Map<UUID, Source> sources =
                published.getSources().stream()
                        .map(FlowFactMapper::source)
                        .collect(
                                Collectors.toMap(
                                        Source::id, Function.identity(), (first, _) -> first));
        return new FlowVersion(
                new FlowVersionId(published.getFlowId(), published.getVersion()),
                published.getMeta().getAccountId(),
                published.getMeta().getLane(),
                Duration.ofMillis(published.getRespondWithinMillis()),
                sources,
                new FlowVersion.Described(
                        published.getName(), PackedText.of(published.getDefinition())));
    }

    private static Source source(FlowSource source) {
        return new Source(
                source.getId(),
                source.getEnabled(),
                Optional.ofNullable(source.getKeyHash()).map(FlowFactMapper::key),
                source.getMayTest());
    }

    private static SourceKey key(ByteBuffer hash) {
        byte[] bytes = new byte[hash.remaining()];
        hash.duplicate().get(bytes);
        return new SourceKey(bytes);
    }
}

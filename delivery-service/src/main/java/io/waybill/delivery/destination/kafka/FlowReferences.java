package io.waybill.delivery.destination.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which live flows name a destination or a credential: those must not be deleted from under them.
 * Read from {@code flow.versions}, so it may lag; a delivery whose destination is gone all the same
 * settles with that as its reason.
 */
@Singleton
public final class FlowReferences implements Follower.Reader {

    private static final int MOST_NAMED = 10;
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\"(?:destination_id|credential_id)\"\\s*:\\s*\"\\s*([0-9a-fA-F-]{36})\\s*\"");

    private final Follower follower;
    private final Map<UUID, Flow> flows = new ConcurrentHashMap<>();

    /** The live version and those after it, which may become live. */
    private record Flow(UUID accountId, int live, NavigableMap<Integer, Version> versions) {}

    private record Version(String name, Set<UUID> references) {}

    @Inject
    FlowReferences(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.follower = Follower.ofAll(Topic.FLOW_VERSIONS, broker, this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    /**
     * Names of some of the account's flows that name the id in their live version or a later one.
     */
    public List<String> naming(UUID accountId, UUID id) {
        return flows.values().stream()
                .filter(flow -> flow.accountId().equals(accountId))
                .flatMap(flow ->
                        flow.versions().tailMap(flow.live(), true).values().stream()
                                .filter(version -> version.references().contains(id))
                                .map(Version::name)
                                .limit(1))
                .sorted()
                .limit(MOST_NAMED)
                .toList();
    }

    @Override
    public void take(Decoded.Event event) {
        switch (event.value()) {
            case FlowVersionPublished version ->
                    flows.compute(
                            version.getFlowId(),
                            (_, flow) ->
                                    with(
                                            flow == null
                                                    ? none(version.getMeta().getAccountId())
                                                    : flow,
                                            version));
            case FlowLive live ->
                    flows.compute(
                            live.getFlowId(),
                            (_, flow) ->
                                    from(
                                            flow == null
                                                    ? none(live.getMeta().getAccountId())
                                                    : flow,
                                            live.getVersion()));
            default -> {}
        }
    }

    private static Flow none(UUID accountId) {
        return new Flow(accountId, 0, new TreeMap<>());
    }

    private static Flow with(Flow flow, FlowVersionPublished version) {
        if (version.getVersion() < flow.live()) {
            return flow;
        }
        NavigableMap<Integer, Version> versions = new TreeMap<>(flow.versions());
        versions.put(
                version.getVersion(),
                new Version(version.getName(), references(version.getDefinition())));
        return new Flow(flow.accountId(), flow.live(), versions);
    }

    private static Flow from(Flow flow, int live) {
        return new Flow(flow.accountId(), live, new TreeMap<>(flow.versions().tailMap(live, true)));
    }

    private static Set<UUID> references(String definition) {
        Set<UUID> references = new HashSet<>();
        Matcher found = REFERENCE.matcher(definition);
        while (found.find()) {
            try {
                references.add(UUID.fromString(found.group(1)));
            } catch (IllegalArgumentException notAnId) {
                // The engine refuses it, too.
            }
        }
        return references;
    }
}

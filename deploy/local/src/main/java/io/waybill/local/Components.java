package io.waybill.local;

import io.waybill.local.kit.KafkaBroker;
import io.waybill.local.kit.PostgresCluster;
import io.waybill.local.kit.ServerParts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an installation consists of. */
final class Components {

    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    static final String REGISTRY = "registry";
    static final String EDGE = "edge";
    static final String DEMO_BUYERS = "demo-buyers";
    static final int PARTITIONS = 6;

    private final Path root;
    private final Layout layout;
    private final Ports ports;
    private final int engines;
    private final KafkaBroker broker;
    private final PostgresCluster cluster;

    /**
     * @param engines how many flow engines there shall be
     */
    Components(Path root, Layout layout, Ports ports, int engines) {
        this.root = root;
        this.layout = layout;
        this.ports = ports;
        this.engines = engines;
        var parts = ServerParts.find();
        this.broker =
                new KafkaBroker(parts, layout.kafka(), ports.kafka(), ports.kafkaController());
        this.cluster = new PostgresCluster(parts, layout.postgres(), ports.postgres());
    }

    KafkaBroker broker() {
        return broker;
    }

    PostgresCluster cluster() {
        return cluster;
    }

    /** All, in the order in which they are shown. */
    List<Component> all() {
        var all = new ArrayList<Component>();
        all.add(edge());
        instances().forEach(instance -> all.add(service(instance)));
        all.add(kafka());
        all.add(postgres());
        all.add(registry());
        return List.copyOf(all);
    }

    /** The processes of all services, in the order of {@link Ports#SERVICES}. */
    List<Instance> instances() {
        return Ports.SERVICES.stream()
                .flatMap(service ->
                        service.equals(Ports.ENGINE)
                                ? engines(0, engines)
                                : Stream.of(Instance.first(service)))
                .toList();
    }

    /** What may run too: flow engines beyond those that there shall be, and the demo's buyers. */
    List<Component> others() {
        return Stream.concat(enginesBeyond().stream(), Stream.of(buyers())).toList();
    }

    List<Component> enginesBeyond() {
        return engines(engines, Ports.MOST_ENGINES).map(this::service).toList();
    }

    private static Stream<Instance> engines(int from, int until) {
        return IntStream.range(from, until).mapToObj(n -> new Instance(Ports.ENGINE, n));
    }

    Component kafka() {
        var launch =
                new Component.Launch(
                        broker::prepare,
                        () -> broker.command(320),
                        Map::of,
                        "TERM",
                        Duration.ofSeconds(30));
        return new Component(
                KAFKA,
                List.of(ports.kafka(), ports.kafkaController()),
                URI.create("kafka://" + broker.bootstrapServers()),
                launch,
                broker::answers);
    }

    Component postgres() {
        var launch =
                new Component.Launch(
                        cluster::prepare, cluster::command, Map::of, "INT", Duration.ofSeconds(30));
        return new Component(
                POSTGRES,
                List.of(ports.postgres()),
                URI.create("postgresql://127.0.0.1:" + ports.postgres()),
                launch,
                cluster::answers);
    }

    Component registry() {
        var address = URI.create("http://127.0.0.1:" + ports.registry());
        var jar = ServerParts.find().registry().resolve("quarkus-run.jar");
        return new Component(
                REGISTRY,
                List.of(ports.registry(), ports.registryManagement()),
                address,
                Component.Launch.of(
                        () -> JavaCommand.jar(jar, 160),
                        () ->
                                ServiceSettings.registry(
                                        ports, layout.registry(), broker.bootstrapServers())),
                () -> Probe.answersOk(address.resolve("/apis/ccompat/v7/subjects")));
    }

    Component service(Instance instance) {
        int port = ports.instance(instance);
        var address = URI.create("http://127.0.0.1:" + port);
        var service = instance.service();
        var jar = root.resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
        return new Component(
                instance.name(),
                List.of(port),
                address,
                Component.Launch.of(
                        () -> JavaCommand.jar(jar, ServiceSettings.heapMegabytes(service)),
                        () -> ServiceSettings.of(instance, layout, ports)),
                () -> Probe.answersOk(address.resolve("/q/health/ready")));
    }

    Component edge() {
        var address = URI.create("http://localhost:" + ports.edge());
        return new Component(
                EDGE,
                List.of(ports.edge(), ports.smtp(), ports.mailPage()),
                address,
                Component.Launch.of(
                        () -> JavaCommand.ofLauncher(root, "io.waybill.local.edge.EdgeMain", 96),
                        () -> ServiceSettings.installation(layout, ports)),
                () -> Probe.answersOk(URI.create("http://127.0.0.1:" + ports.edge() + "/healthz")));
    }

    /** The buyers of the demo: started by it, ended with everything else. */
    Component buyers() {
        var taken = IntStream.rangeClosed(ports.buyer(0), ports.ftp()).boxed().toList();
        var address = URI.create("http://127.0.0.1:" + ports.buyer(0));
        return new Component(
                DEMO_BUYERS,
                taken,
                address,
                Component.Launch.of(
                        () -> JavaCommand.ofLauncher(root, "io.waybill.local.demo.BuyersMain", 96),
                        () -> ServiceSettings.installation(layout, ports)),
                () -> Probe.answersOk(address.resolve("/healthz")));
    }
}

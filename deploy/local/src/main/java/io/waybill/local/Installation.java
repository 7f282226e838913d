package io.waybill.local;

import io.waybill.local.kit.Database;
import io.waybill.local.kit.ServerParts;
import io.waybill.schemas.RegistryProvisioner;
import io.waybill.schemas.TopicProvisioner;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything of Waybill on one machine, in one directory, from one port upwards. Each method may be
 * called again: what runs already is left alone, and what is gone already is no error.
 */
public final class Installation {

    private final Layout layout;
    private final Ports ports;
    private final Components components;
    private final RunFile runFile;
    private final Starter starter;

    private Installation(Layout layout, Ports ports, int engines, boolean endWithThisJvm) {
        this.layout = layout;
        this.ports = ports;
        this.components = new Components(ServerParts.root(), layout, ports, engines);
        this.runFile = new RunFile(layout.runFile());
        this.starter = new Starter(layout, ports, runFile, endWithThisJvm);
    }

    /** One whose processes go on when this JVM ends. */
    public static Installation at(Path home, int portBase) {
        return at(home, portBase, 1);
    }

    /**
     * @param engines how many flow engines share the lanes
     */
    static Installation at(Path home, int portBase, int engines) {
        return new Installation(new Layout(home), new Ports(portBase), engines, false);
    }

    /** One for a test: its processes end with this JVM, even when that is killed. */
    public static Installation forTest(Path home, int portBase) {
        return new Installation(new Layout(home), new Ports(portBase), 1, true);
    }

    /** The names of all processes that {@link #start} starts. */
    public List<String> processes() {
        return components.all().stream().map(Component::name).toList();
    }

    /**
     * Starts what does not run, as much as possible at the same time, and returns once everything
     * is ready. Flow engines beyond those that there shall be are ended.
     *
     * @throws InstallationFailed naming the process that failed, with the end of its log
     */
    public void start(Progress progress) {
        components.all().forEach(starter::checkPorts);
        new Keys(layout.keys()).ensure();
        stopTogether(components.enginesBeyond(), progress);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = startInOrder(threads, progress);
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<CompletableFuture<Void>> startInOrder(Executor threads, Progress progress) {
        var edge = CompletableFuture.runAsync(() -> startEdge(progress), threads);
        var kafka = CompletableFuture.runAsync(() -> startKafka(progress), threads);
        var postgres = CompletableFuture.runAsync(() -> startPostgres(progress), threads);
        var registry = kafka.thenRunAsync(() -> startRegistry(progress), threads);
        var all = new ArrayList<>(List.of(edge, kafka, postgres, registry));
        for (var instance : components.instances()) {
            var needed =
                    ServiceSettings.hasDatabase(instance.service())
                            ? CompletableFuture.allOf(kafka, postgres)
                            : kafka;
            all.add(
                    needed.thenRunAsync(
                            () -> starter.start(components.service(instance), progress), threads));
        }
        return all;
    }

    private void startEdge(Progress progress) {
        starter.start(components.edge(), progress);
    }

    private void startKafka(Progress progress) {
        starter.start(components.kafka(), progress);
        provisionTopics();
    }

    private void startPostgres(Progress progress) {
        starter.start(components.postgres(), progress);
        Ports.SERVICES.stream().filter(ServiceSettings::hasDatabase).forEach(this::database);
    }

    private void startRegistry(Progress progress) {
        starter.start(components.registry(), progress);
        RegistryProvisioner.register(registry());
    }

    private void provisionTopics() {
        var config = Map.<String, Object>of("bootstrap.servers", bootstrapServers());
        try (var admin = Admin.create(config)) {
            TopicProvisioner.provision(admin, Components.PARTITIONS, (short) 1);
        }
    }

    /** Starts one process and waits until it is ready. */
    public void start(String process, Progress progress) {
        starter.start(component(process), progress);
    }

    /** Ends everything, the servers last, so that what is under way can be written. */
    public void stop(Progress progress) {
        stopTogether(List.of(components.buyers(), components.edge()), progress);
        stopTogether(components.enginesBeyond(), progress);
        stopTogether(components.instances().stream().map(components::service).toList(), progress);
        stopTogether(List.of(components.registry()), progress);
        stopTogether(List.of(components.kafka(), components.postgres()), progress);
    }

    private void stopTogether(List<Component> some, Progress progress) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    some.stream()
                            .filter(each -> runFile.process(each.name()).isPresent())
                            .map(each ->
                                    CompletableFuture.runAsync(() -> stop(each, progress), threads))
                            .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        }
    }

    private void stop(Component component, Progress progress) {
        starter.stop(component);
        progress.say("  %-13s stopped".formatted(component.name()));
    }

    /** Asks one process to end and waits for its end. */
    public void stop(String process, Progress progress) {
        stop(component(process), progress);
    }

    /** Ends one process at once, as a crash does. */
    public void kill9(String process) {
        starter.kill9(component(process));
    }

    /** Stops one process if it runs, starts it, and waits until it is ready. */
    public void restart(String process, Progress progress) {
        starter.stop(component(process));
        starter.start(component(process), progress);
    }

    /** The number of the process, when it runs. */
    public OptionalLong pid(String process) {
        return runFile.process(process)
                .flatMap(RunningProcess::handle)
                .map(handle -> OptionalLong.of(handle.pid()))
                .orElse(OptionalLong.empty());
    }

    /** How each process is doing, what was started beside {@link #processes} too. */
    public List<ProcessStatus> status() {
        var shown = new ArrayList<>(components.all());
        components.others().stream()
                .filter(other -> pid(other.name()).isPresent())
                .forEach(shown::add);
        return shown.parallelStream().map(this::statusOf).toList();
    }

    private ProcessStatus statusOf(Component component) {
        var address = component.address().toString();
        return runFile.process(component.name())
                .flatMap(RunningProcess::handle)
                .map(handle ->
                        new ProcessStatus(
                                component.name(),
                                component.ready().getAsBoolean()
                                        ? ProcessStatus.State.READY
                                        : ProcessStatus.State.STARTING,
                                handle.pid(),
                                address,
                                ResidentMemory.of(handle)))
                .orElseGet(() ->
                        new ProcessStatus(
                                component.name(), ProcessStatus.State.DOWN, 0, address, 0));
    }

    private Component component(String name) {
        return Stream.concat(components.all().stream(), components.others().stream())
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InstallationFailed(
                                "There is no process "
                                        + name
                                        + "; there are "
                                        + String.join(", ", processes())));
    }

    /** The database of a service; made when it is missing. PostgreSQL must run. */
    public Database database(String service) {
        var name = ServiceSettings.database(service);
        return components.cluster().provision(name, new Keys(layout.keys()).databasePassword(name));
    }

    public Layout layout() {
        return layout;
    }

    public Ports ports() {
        return ports;
    }

    /** What the outside sees. */
    public URI edge() {
        return components.edge().address();
    }

    public URI service(String name) {
        return components.service(Instance.first(name)).address();
    }

    public URI registry() {
        return components.registry().address();
    }

    public URI mailPage() {
        return URI.create("http://localhost:" + ports.mailPage());
    }

    public String bootstrapServers() {
        return components.broker().bootstrapServers();
    }
}

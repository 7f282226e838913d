package io.waybill.local.kit;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A container with one port, which stays the same when it is killed and started again. */
final class ServerContainer {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final GenericContainer<?> container;
    private final BooleanSupplier answers;

    ServerContainer(
            String image,
            int port,
            int portInside,
            Map<String, String> environment,
            BooleanSupplier answers) {
        this.answers = answers;
        var binding =
                new PortBinding(
                        Ports.Binding.bindIpAndPort("127.0.0.1", port),
                        new ExposedPort(portInside));
        this.container =
                new GenericContainer<>(DockerImageName.parse(image))
                        .withEnv(environment)
                        .withExposedPorts(portInside)
                        .withStartupTimeout(START_LIMIT)
                        .withImagePullPolicy(_ -> false)
                        .withCreateContainerCmdModifier(command ->
                                Objects.requireNonNull(command.getHostConfig())
                                        .withPortBindings(binding));
    }

    void start() {
        var id = container.getContainerId();
        if (id == null) {
            container.start();
        } else if (!container.isRunning()) {
            container.getDockerClient().startContainerCmd(id).exec();
        }
        awaitAnswer();
    }

    void kill9() {
        if (container.isRunning()) {
            container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        }
    }

    void close() {
        container.stop();
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new ServerFailed(
                        container.getDockerImageName()
                                + " does not answer:\n"
                                + container.getLogs());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailed("Interrupted", e);
            }
        }
    }
}

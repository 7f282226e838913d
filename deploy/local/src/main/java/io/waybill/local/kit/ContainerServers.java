package io.waybill.local.kit;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * Servers in containers, by Testcontainers. An image is never pulled here: a registry that cannot
 * be reached costs minutes, so that whoever wants containers brings the images.
 */
final class ContainerServers implements Servers {

    static final String KAFKA_IMAGE =
            System.getProperty("waybill.kafka-image", "apache/kafka:4.3.1");
    static final String POSTGRES_IMAGE =
            System.getProperty("waybill.postgres-image", "postgres:18");

    /** Why containers cannot be used here; empty when they can. */
    static Optional<String> unavailable() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no container engine answers");
        }
        return missing(KAFKA_IMAGE).or(() -> missing(POSTGRES_IMAGE));
    }

    private static Optional<String> missing(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("the engine has no image " + image);
        }
    }

    /** The directory stays empty: a container keeps its files itself. */
    @Override
    public KafkaServer kafka(Path directory) {
        return new KafkaContainer(KAFKA_IMAGE, FreePorts.take(1).getFirst());
    }

    /** The directory stays empty: a container keeps its files itself. */
    @Override
    public DatabaseServer database(Path directory) {
        return new PostgresContainer(POSTGRES_IMAGE, FreePorts.take(1).getFirst());
    }
}

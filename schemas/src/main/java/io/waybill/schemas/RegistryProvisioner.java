package io.waybill.schemas;

import io.waybill.schemas.KnownSchemas.Known;
import io.waybill.schemas.RegistrationOrder.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a registry so that Confluent clients can read the topics. Nothing in Waybill reads from it
 * to write, so that it may be emptied and filled again at any time.
 */
public final class RegistryProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryProvisioner.class);

    private RegistryProvisioner() {}

    /**
     * Registers every version of every schema, whole and in the pinned order; a repeat changes
     * nothing.
     *
     * @param registry root of the Confluent-compatible API, or of an Apicurio server
     * @throws RegistryFailed when the registry gives a schema another id than the pinned one
     */
    public static void register(URI registry) {
        RegistrationOrder order = RegistrationOrder.load();
        try (RegistryClient client = new RegistryClient(registry, Duration.ofSeconds(30))) {
            order.entries().forEach(entry -> register(client, entry));
        }
        LOG.info("schemas registered count={}", order.entries().size());
    }

    private static void register(RegistryClient client, Entry entry) {
        Known known = Objects.requireNonNull(KnownSchemas.OURS.withId(entry.id()));
        int found = client.register(entry.subject(), known.schema());
        if (found != entry.id()) {
            throw new RegistryFailed(
                    "The registry holds other schemas than Waybill's: subject "
                            + entry.subject()
                            + " should have id "
                            + entry.id()
                            + " and has "
                            + found
                            + ". Give it an empty registry, which will be filled.");
        }
        if (entry.version() == 1) {
            client.compatibility(entry.subject(), compatibility(entry.topic()));
        }
    }

    /** Work topics are read by newer builds only; a ledger by every build there ever was. */
    static String compatibility(Topic topic) {
        return switch (topic.kind()) {
            case LEDGER, COMPACTED -> "FULL_TRANSITIVE";
            case WORK, REPLIES -> "BACKWARD";
        };
    }
}

package io.waybill.schemas;

import io.waybill.schemas.KnownSchemas.Known;
import io.waybill.schemas.RegistrationOrder.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a registry so that Confluent clients can read the topics. Nothing in Waybill reads from it
 * to write, so that it may be emptied and filled again at any time.
 */
public final class RegistryProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryProvisioner.class);

    private static final String LEDGER_RULE = "FULL_TRANSITIVE";

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
            if (!LEDGER_RULE.equals(client.compatibility())) {
                client.setCompatibility(LEDGER_RULE);
            }
            order.entries().forEach(entry -> register(client, entry));
        }
        LOG.info("schemas registered count={}", order.entries().size());
    }

    /** Reads before it writes: a write costs the registry a round trip through its journal. */
    private static void register(RegistryClient client, Entry entry) {
        Known known = Objects.requireNonNull(KnownSchemas.OURS.withId(entry.id()));
        OptionalInt present = client.idOf(entry.subject(), known.schema());
        int found =
                present.isPresent()
                        ? present.getAsInt()
                        : client.register(entry.subject(), known.schema());
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
            align(client, entry.subject(), compatibility(entry.topic()));
        }
    }

    /** Also for a subject that was there: whoever registered it may have died before this. */
    private static void align(RegistryClient client, String subject, String rule) {
        if (!rule.equals(client.compatibility(subject).orElse(LEDGER_RULE))) {
            client.setCompatibility(subject, rule);
        }
    }

    /** Work topics are read by newer builds only; a ledger by every build there ever was. */
    static String compatibility(Topic topic) {
        return switch (topic.kind()) {
            case LEDGER, COMPACTED -> LEDGER_RULE;
            case WORK, REPLIES -> "BACKWARD";
        };
    }
}

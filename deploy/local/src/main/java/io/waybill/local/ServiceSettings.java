package io.waybill.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each process is told, as environment variables: secrets do not show in the process list. */
final class ServiceSettings {

    private static final Set<String> WITH_DATABASE =
            Set.of("flow-engine", "delivery", "feedback", "partner", "reporting");

    /** Below it are the servers of the system. */
    private static final int LOWEST_OF_A_BUYER = 1_024;

    private ServiceSettings() {}

    static boolean hasDatabase(String service) {
        return WITH_DATABASE.contains(service);
    }

    static String database(String service) {
        return service.replace('-', '_');
    }

    static int heapMegabytes(String service) {
        return switch (service) {
            case "flow-engine" -> 224;
            case "delivery", "reporting" -> 192;
            default -> 160;
        };
    }

    static Map<String, String> of(Instance instance, Layout layout, Ports ports) {
        var service = instance.service();
        var keys = new Keys(layout.keys());
        var settings = new HashMap<>(installation(layout, ports));
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(ports.instance(instance)));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        settings.put("WAYBILL_PARTITIONS", Integer.toString(Components.PARTITIONS));
        settings.put("WAYBILL_INSTANCE", Integer.toString(instance.number()));
        settings.put("WAYBILL_MASTER_KEYS", keys.masterKeys().toString());
        settings.put("WAYBILL_INSTALLATION_SECRET", keys.installationSecret().toString());
        settings.put("WAYBILL_OPERATOR_KEY", keys.operatorKey().toString());
        settings.put("WAYBILL_REGISTRY_URL", "http://127.0.0.1:" + ports.registry());
        settings.put("WAYBILL_STATE_DIR", layout.state(instance.name()).toString());
        settings.put("WAYBILL_PARTNER_SIGN_UP_OPEN", "true");
        // Buyers that are tried out on this machine are not public.
        settings.put("WAYBILL_DELIVERY_PRIVATE_DESTINATIONS", buyers(ports));
        settings.put("WAYBILL_DELIVERY_MAIL_PORT", Integer.toString(ports.smtp()));
        if (hasDatabase(service)) {
            settings.putAll(database(service, keys, ports));
        }
        return Map.copyOf(settings);
    }

    /** Everything on this machine but Waybill itself: a seller must not reach its servers. */
    static String buyers(Ports ports) {
        var places = new ArrayList<String>();
        for (var host : List.of("localhost", "127.0.0.1")) {
            if (ports.base() > LOWEST_OF_A_BUYER) {
                places.add(host + ":" + LOWEST_OF_A_BUYER + "-" + (ports.base() - 1));
            }
            places.add(host + ":" + ports.buyer(0) + "-65535");
        }
        return String.join(",", places);
    }

    private static Map<String, String> database(String service, Keys keys, Ports ports) {
        var name = database(service);
        var address = "postgresql://127.0.0.1:" + ports.postgres() + "/" + name;
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:" + address,
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                address,
                "QUARKUS_DATASOURCE_USERNAME",
                name,
                "QUARKUS_DATASOURCE_PASSWORD",
                keys.databasePassword(name));
    }

    static Map<String, String> installation(Layout layout, Ports ports) {
        return Map.of(
                "WAYBILL_HOME",
                layout.home().toString(),
                "WAYBILL_PORT_BASE",
                Integer.toString(ports.base()),
                "WAYBILL_PUBLIC_URL",
                "http://localhost:" + ports.edge(),
                "MALLOC_ARENA_MAX",
                "2");
    }

    static Map<String, String> registry(Ports ports, Path directory, String bootstrapServers) {
        return Map.of(
                "APICURIO_STORAGE_KIND", "kafkasql",
                "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", bootstrapServers,
                "APICURIO_KAFKASQL_CONSUMER_POLL_TIMEOUT", "200",
                "APICURIO_STORAGE_SNAPSHOT_LOCATION", directory.toString(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(ports.registry()),
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.registryManagement()),
                "MALLOC_ARENA_MAX", "2");
    }
}

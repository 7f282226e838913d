package io.waybill.local.kit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** PostgreSQL in a container. */
final class PostgresContainer implements DatabaseServer {

    private final PostgresRoles roles;
    private final ServerContainer container;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    PostgresContainer(String image, int port) {
        var password = Secrets.random();
        this.roles = new PostgresRoles(port, () -> password);
        this.container =
                new ServerContainer(
                        image, port, 5432, Map.of("POSTGRES_PASSWORD", password), roles::answers);
    }

    @Override
    public synchronized void start() {
        container.start();
    }

    @Override
    public Database database(String name) {
        return roles.provision(name, passwords.computeIfAbsent(name, _ -> Secrets.random()));
    }

    @Override
    public synchronized void kill9() {
        container.kill9();
    }

    @Override
    public synchronized void close() {
        container.close();
    }
}

package io.waybill.local.kit;

import java.util.List;

/**
 * PostgreSQL refuses to run as root. A root user starts it in a user namespace of its own, where it
 * sees itself as nobody while its files stay the same.
 */
final class RootGuard {

    private static final List<String> PREFIX = find();

    private RootGuard() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (Commands.run(List.of("unshare", "-U", "true")).exit() == 0) {
            return List.of("unshare", "-U");
        }
        throw new ServerFailed(
                "PostgreSQL does not run as root, and this system allows no user namespace"
                        + " (unshare -U). Run as an ordinary user.");
    }
}

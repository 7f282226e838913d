package io.waybill.systemtests;

import io.waybill.local.Installation;
import io.waybill.local.Ports;
import io.waybill.local.kit.FreePorts;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a whole installation with real servers, started once for all classes from an empty
 * directory on free ports, and stopped when the last test is over.
 */
final class Installed implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace HOUSE =
            ExtensionContext.Namespace.create(Installed.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        house(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return house(context);
    }

    private static House house(ExtensionContext context) {
        return context.getRoot()
                .getStore(HOUSE)
                .computeIfAbsent(House.class, first -> open(), House.class);
    }

    private static House open() {
        Path home = Path.of("target", "installation-" + ProcessHandle.current().pid());
        Installation installation = Installation.forTest(home, FreePorts.takeBlock(Ports.COUNT));
        installation.start(System.err::println);
        return new House(installation);
    }
}

package io.waybill.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the launcher says about an installation. */
final class StatusText {

    private static final long MEBIBYTE = 1024L * 1024;

    private StatusText() {}

    static String table(List<ProcessStatus> all) {
        var lines = all.stream().map(StatusText::line).collect(Collectors.joining());
        long total = all.stream().mapToLong(ProcessStatus::residentBytes).sum();
        return "%-15s%-10s%8s%9s  %s%n".formatted("process", "state", "pid", "memory", "address")
                + lines
                + "%-33s%5d MiB%n".formatted("all", total / MEBIBYTE);
    }

    private static String line(ProcessStatus status) {
        return "%-15s%-10s%8s%5d MiB  %s%n"
                .formatted(
                        status.name(),
                        status.state().name().toLowerCase(Locale.ROOT),
                        status.pid() == 0 ? "-" : Long.toString(status.pid()),
                        status.residentBytes() / MEBIBYTE,
                        status.address());
    }

    static String whereToLook(Installation installation) {
        return """

        Waybill is up.
          console and API   %s
          API documents     %s/api/docs
          mail              %s
          schema registry   %s
          Kafka             %s
          logs              %s

        ./waybill demo sends leads through it; ./waybill down ends it.
        """
                .formatted(
                        installation.edge(),
                        installation.edge(),
                        installation.mailPage(),
                        installation.registry(),
                        installation.bootstrapServers(),
                        installation.layout().log("edge").getParent());
    }
}

package io.waybill.local.kit;

final class ProcessServersIT implements ServersContract {

    @Override
    public Servers servers() {
        return Servers.processes();
    }
}

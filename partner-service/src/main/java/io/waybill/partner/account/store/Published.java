package io.waybill.partner.account.store;

import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.auth.AccountDirectory;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.util.List;

/** What happens right after a commit: the relay is woken, and this instance knows it already. */
@Singleton
public final class Published {

    private final RelayLifecycle relay;
    private final AccountDirectory directory;

    Published(RelayLifecycle relay, AccountDirectory directory) {
        this.relay = relay;
        this.directory = directory;
    }

    public void announce(List<OutboundRecord> committed) {
        committed.forEach(record -> directory.learn(record.value()));
        relay.wake();
    }
}

package io.waybill.reporting.export;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many exports run at once. Each holds a connection for as long as its reader takes, and who
 * writes the tables needs connections too. Safe for use by many threads.
 */
public final class ExportTurns {

    private final int atOnce;
    private final int perAccount;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    public ExportTurns(int atOnce, int perAccount) {
        this.atOnce = atOnce;
        this.perAccount = perAccount;
    }

    /** A turn, until it is closed; empty where too many are taken. */
    public synchronized Optional<Turn> take(UUID account) {
        if (all >= atOnce || taken.getOrDefault(account, 0) >= perAccount) {
            return Optional.empty();
        }
        all++;
        taken.merge(account, 1, Integer::sum);
        return Optional.of(new Turn(account));
    }

    private synchronized void giveBack(UUID account) {
        all--;
        taken.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
    }

    /** One export's. */
    public final class Turn implements AutoCloseable {

        private final UUID account;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Turn(UUID account) {
            this.account = account;
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                giveBack(account);
            }
        }
    }
}

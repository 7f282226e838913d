package io.waybill.delivery.transport.files;

import io.waybill.delivery.Defect;
import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.delivery.transport.ReadyFile.Server;
import io.waybill.delivery.transport.TransportSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts a file under a name of its own for the time of writing, then gives it its name. So nobody
 * reads half a file; what breaks before is certain, and an attempt that follows one of which
 * nothing is known finds the file there.
 */
@Singleton
public final class FileSender implements TransportSender {

    static final String NO_LOG_IN = "The destination has no credential to log in with";
    static final String TIME_OVER = "The file could not be written within the time limit";
    static final String UNKNOWN = "The connection ended before the file had its name";
    static final String OCCUPIED = "Another file of that name is there already";
    static final String BROKE_OFF = "The file could not be written";

    private static final Logger LOG = Logger.getLogger(FileSender.class);

    private final Credentials credentials;
    private final Servers servers;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();

    /** Logs in. */
    interface Servers {
        /**
         * @throws Unreachable where nothing was written
         */
        FileServer open(Server server, OpenedCredential credential, Duration limit)
                throws Unreachable;
    }

    @Inject
    FileSender(Credentials credentials, FileServers servers) {
        this(credentials, (Servers) servers);
    }

    FileSender(Credentials credentials, Servers servers) {
        this.credentials = credentials;
        this.servers = servers;
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return ready instanceof ReadyFile;
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
        ReadyFile file = (ReadyFile) ready;
        long started = System.nanoTime();
        Progress progress = new Progress();
        CompletableFuture<AttemptResult> result = new CompletableFuture<>();
        writers.execute(() -> result.complete(put(file, left, progress, started)));
        CompletableFuture.delayedExecutor(left.toNanos(), TimeUnit.NANOSECONDS, writers)
                .execute(() -> {
                    if (!result.isDone()) {
                        boolean certain = progress.giveUp();
                        result.complete(
                                certain
                                        ? error(TIME_OVER, file, started)
                                        : unanswered(file, started));
                        progress.leave();
                    }
                });
        return result;
    }

    private AttemptResult put(ReadyFile file, Duration left, Progress progress, long started) {
        Optional<OpenedCredential> credential =
                file.logIn()
                        .credentialId()
                        .flatMap(id -> credentials.open(file.logIn().accountId(), id));
        if (credential.isEmpty()) {
            return error(NO_LOG_IN, file, started);
        }
        try (FileServer server = servers.open(file.server(), credential.get(), left)) {
            progress.entered(server);
            return put(server, file, progress, started);
        } catch (Unreachable why) {
            return error(why.getMessage(), file, started);
        } catch (IOException broken) {
            LOG.debugf("a file was not written %s", Defect.of(broken));
            return progress.naming() ? unanswered(file, started) : error(BROKE_OFF, file, started);
        } catch (RuntimeException defect) {
            LOG.errorf("a file could not be written %s", Defect.of(defect));
            return progress.naming() ? unanswered(file, started) : error(BROKE_OFF, file, started);
        }
    }

    private static AttemptResult put(
            FileServer server, ReadyFile file, Progress progress, long started) throws IOException {
        OptionalLong there = server.size(file.name());
        if (there.isPresent()) {
            return there.getAsLong() == file.content().length
                    ? ended(AttemptOutcome.SUCCESS, null, file, started)
                    : ended(AttemptOutcome.FAILURE, OCCUPIED, file, started);
        }
        String meanwhile = "." + file.name() + ".part";
        server.write(meanwhile, file.content());
        if (!progress.name()) {
            return error(TIME_OVER, file, started);
        }
        server.rename(meanwhile, file.name());
        progress.named();
        return ended(AttemptOutcome.SUCCESS, null, file, started);
    }

    private static AttemptResult error(String reason, ReadyFile file, long started) {
        return ended(AttemptOutcome.ERROR, reason, file, started);
    }

    private static AttemptResult unanswered(ReadyFile file, long started) {
        return ended(AttemptOutcome.UNANSWERED, UNKNOWN, file, started);
    }

    private static AttemptResult ended(
            AttemptOutcome outcome, @Nullable String reason, ReadyFile file, long started) {
        return AttemptResult.withoutReply(
                outcome,
                Duration.ofNanos(System.nanoTime() - started),
                reason,
                new Exchange(file.shown(), null));
    }

    /** How far it has come, between who writes and who watches the time. */
    private static final class Progress {

        private enum State {
            WRITING,
            NAMING,
            NAMED,
            GIVEN_UP
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WRITING);
        private volatile @Nullable FileServer server;

        void entered(FileServer entered) {
            server = entered;
        }

        /** Returns false where its time is over: it must not get its name any more. */
        boolean name() {
            return state.compareAndSet(State.WRITING, State.NAMING);
        }

        void named() {
            state.set(State.NAMED);
        }

        boolean naming() {
            return state.get() == State.NAMING;
        }

        /** Returns false where it may have its name by now. */
        boolean giveUp() {
            return state.compareAndSet(State.WRITING, State.GIVEN_UP);
        }

        /** Whoever waits for the server is set free. */
        void leave() {
            FileServer entered = server;
            if (entered != null) {
                try {
                    entered.close();
                } catch (IOException gone) {
                    LOG.debug("a server of files was left", gone);
                }
            }
        }
    }
}

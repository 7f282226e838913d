package io.waybill.delivery.mail.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.v1.SendMail;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes mails in and looks for those that are due, in each instance. */
@Singleton
public final class Mails {

    private static final Logger LOG = Logger.getLogger(Mails.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MailTable table;
    private final MailDesk desk;
    private final InstantSource clock;
    private final Duration rhythm;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;

    @Inject
    Mails(MailTable table, MailDesk desk, InstantSource clock, DeliveryConfig config) {
        this.table = table;
        this.desk = desk;
        this.clock = clock;
        this.rhythm = config.batchRhythm();
        this.thread = Thread.ofPlatform().name("mails").unstarted(this::run);
    }

    /**
     * Returns when all are safe; waits for PostgreSQL as long as it takes. One that was asked for
     * before is passed over.
     *
     * @throws InterruptedException when the service ends first; the requests are read again
     */
    public void take(List<SendMail> mails) throws InterruptedException {
        if (mails.isEmpty()) {
            return;
        }
        while (true) {
            try {
                table.keep(mails, clock.instant());
                news.release();
                return;
            } catch (SQLException away) {
                LOG.warnf("mails are not kept yet state=%s", away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** What is on its way ends unknown, by who looks later. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.interrupt();
        thread.join(ENDS_WITHIN);
    }

    private void run() {
        try {
            while (true) {
                look();
                if (news.tryAcquire(rhythm.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            desk.tidy();
            boolean more = true;
            while (more) {
                more = desk.send();
            }
        } catch (SQLException away) {
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            LOG.error("mails could not be looked after", defect);
        }
    }
}

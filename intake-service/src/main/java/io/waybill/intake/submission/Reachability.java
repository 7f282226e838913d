package io.waybill.intake.submission;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether handing over works, judged by what came of it lately: not after a failure, and not while
 * something is under way and nothing has been acknowledged for a while. One success opens it again.
 */
public final class Reachability {

    private final long stallNanos;
    private final LongSupplier nanoTime;
    private int underWay;
    private long progress;
    private boolean failed;

    public Reachability(Duration stall, LongSupplier nanoTime) {
        this.stallNanos = stall.toNanos();
        this.nanoTime = nanoTime;
    }

    public synchronized void started() {
        if (underWay == 0) {
            progress = nanoTime.getAsLong();
        }
        underWay++;
    }

    public synchronized void acknowledged() {
        underWay--;
        progress = nanoTime.getAsLong();
        failed = false;
    }

    public synchronized void failed() {
        underWay--;
        failed = true;
    }

    public synchronized boolean reachable() {
        return !failed && (underWay == 0 || nanoTime.getAsLong() - progress < stallNanos);
    }
}

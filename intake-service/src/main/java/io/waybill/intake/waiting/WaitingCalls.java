package io.waybill.intake.waiting;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The calls of this instance that wait for an answer, a bounded number. Whoever ends a call first
 * answers it, once; what comes later for it, and what was never asked here, is dropped. Safe for
 * any thread; the answer is given on the thread that ends the call.
 */
public final class WaitingCalls {

    private final ConcurrentHashMap<UUID, Call> calls = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final int size;
    private volatile boolean begun;

    public WaitingCalls(int size) {
        this.size = size;
        this.places = new Semaphore(size);
    }

    /** From now on answers are heard. */
    public void begin() {
        begun = true;
    }

    /** False as long as no answer could be heard. */
    public boolean hasBegun() {
        return begun;
    }

    /** Begins to wait; false when no place is free. */
    public boolean open(UUID correlationId, UUID leadId, Consumer<Answer> answer) {
        if (!places.tryAcquire()) {
            return false;
        }
        calls.put(correlationId, new Call(leadId, answer));
        return true;
    }

    /** The lead is kept. A call whose time is up already hears of it now. */
    public void kept(UUID correlationId) {
        Call call = calls.get(correlationId);
        if (call != null && call.keep()) {
            end(correlationId, call, new Answer.Pending(call.leadId()));
        }
    }

    /** The lead may be lost. An answer that came nevertheless has ended the call before this. */
    public void notKept(UUID correlationId) {
        answered(correlationId, new Answer.NotKept());
    }

    /** The call repeats one that still runs: from now on it waits for that call's lead. */
    public void joined(UUID correlationId, UUID leadId) {
        Call call = calls.get(correlationId);
        if (call != null) {
            call.join(leadId);
        }
    }

    /** The response time is over. A lead of which it is not yet known that it is kept waits on. */
    public void elapsed(UUID correlationId) {
        Call call = calls.get(correlationId);
        if (call != null && call.elapse()) {
            end(correlationId, call, new Answer.Pending(call.leadId()));
        }
    }

    public void answered(UUID correlationId, Answer answer) {
        Call call = calls.get(correlationId);
        if (call != null) {
            end(correlationId, call, answer);
        }
    }

    /** The caller has hung up; its lead goes on. */
    public void abandoned(UUID correlationId) {
        if (calls.remove(correlationId) != null) {
            places.release();
        }
    }

    public int waiting() {
        return size - places.availablePermits();
    }

    private void end(UUID correlationId, Call call, Answer answer) {
        if (calls.remove(correlationId, call)) {
            places.release();
            call.answer.accept(answer);
        }
    }

    private static final class Call {

        private final Consumer<Answer> answer;
        private UUID leadId;
        private boolean kept;
        private boolean elapsed;

        Call(UUID leadId, Consumer<Answer> answer) {
            this.leadId = leadId;
            this.answer = answer;
        }

        synchronized UUID leadId() {
            return leadId;
        }

        synchronized void join(UUID otherLead) {
            leadId = otherLead;
        }

        synchronized boolean keep() {
            kept = true;
            return elapsed;
        }

        synchronized boolean elapse() {
            elapsed = true;
            return kept;
        }
    }
}

package io.waybill.systemtests.traffic;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A source that posts contacts many at a time, each under an idempotency key, and repeats a call
 * that got no answer or a 5xx until it is acknowledged or the limit has passed.
 */
public final class Source {
    private final Http http;
    private final String submitPath;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Semaphore released;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger posted = new AtomicInteger();

    private Source(Http http, String submitPath, int released) {
        this.http = http;
        this.submitPath = submitPath;
        this.released = new Semaphore(released);
    }

    public Source(Http http, String submitPath) {
        this(http, submitPath, Integer.MAX_VALUE);
    }

    /** A source that posts a contact only after it was released. */
    public static Source held(Http http, String submitPath) {
        return new Source(http, submitPath, 0);
    }

    /** Lets so many more contacts be posted. */
    public void release(int contacts) {
        released.release(contacts);
    }

    /** Idempotency key to lead id, of all leads that got a 201 or 202. */
    public Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** The lead that the n-th contact became, counted from 0. */
    public String leadOf(int contact) {
        String lead = acknowledged.get("contact-" + contact);
        if (lead == null) {
            throw new AssertionError("contact " + contact + " was not acknowledged");
        }
        return lead;
    }

    /** Of how many contacts the posting has begun. */
    public int begun() {
        return begun.get();
    }

    /** How many contacts are acknowledged or given up. */
    public int posted() {
        return posted.get();
    }

    /** Posts all contacts and returns when each is acknowledged or given up. */
    public void post(List<Contact> contacts, int atOnce, Duration limitEach) {
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < contacts.size(); i++) {
                released.acquireUninterruptibly();
                places.acquireUninterruptibly();
                String key = "contact-" + i;
                Contact contact = contacts.get(i);
                threads.execute(() -> {
                    begun.incrementAndGet();
                    try {
                        postUntilAcknowledged(key, contact, limitEach);
                    } finally {
                        posted.incrementAndGet();
                        places.release();
                    }
                });
            }
        }
    }

    private void postUntilAcknowledged(String key, Contact contact, Duration limit) {
        Instant giveUp = Instant.now().plus(limit);
        while (Instant.now().isBefore(giveUp)) {
            try {
                Http.Answer answer =
                        http.send(
                                "POST",
                                submitPath,
                                contact.fields(),
                                Map.of("Idempotency-Key", key));
                if (answer.status() == 201 || answer.status() == 202) {
                    acknowledged.put(key, answer.json().get("lead").get("id").asText());
                    return;
                }
                if (answer.status() < 500 && answer.status() != 429) {
                    throw new AssertionError(answer.status() + " " + answer.body());
                }
            } catch (UncheckedIOException e) {
                // The edge or the network is away: the same key makes the repeat safe.
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }
}

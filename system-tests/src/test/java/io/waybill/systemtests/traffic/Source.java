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
    private final AtomicInteger posted = new AtomicInteger();

    public Source(Http http, String submitPath) {
        this.http = http;
        this.submitPath = submitPath;
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

    /** How many contacts are done, for those who want to break things in the middle. */
    public int posted() {
        return posted.get();
    }

    /** Posts all contacts and returns when each is acknowledged or given up. */
    public void post(List<Contact> contacts, int atOnce, Duration limitEach) {
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < contacts.size(); i++) {
                places.acquireUninterruptibly();
                String key = "contact-" + i;
                Contact contact = contacts.get(i);
                threads.execute(() -> {
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

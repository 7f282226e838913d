package io.waybill.local.demo;

import io.waybill.local.Progress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A source that posts leads as forms, some at a time, each under an idempotency key. */
final class LeadTraffic {

    private static final int AT_ONCE = 24;
    private static final Duration ACCEPTED_LIMIT = Duration.ofSeconds(60);

    private final Api source;
    private final URI submitUrl;
    private final Progress progress;
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicReference<Optional<DemoFailed>> failure =
            new AtomicReference<>(Optional.empty());

    LeadTraffic(Api source, URI submitUrl, Progress progress) {
        this.source = source;
        this.submitUrl = submitUrl;
        this.progress = progress;
    }

    /** Posts all and returns once each was taken (201, or 202 for a run that takes longer). */
    void post(List<Map<String, String>> leads) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < leads.size() && failure.get().isEmpty(); i++) {
                places.acquireUninterruptibly();
                var form = form(leads.get(i));
                var key = "demo-" + i;
                threads.execute(() -> {
                    try {
                        post(form, key, leads.size());
                    } catch (DemoFailed e) {
                        failure.compareAndSet(Optional.empty(), Optional.of(e));
                    } finally {
                        places.release();
                    }
                });
            }
        }
        failure.get()
                .ifPresent(failed -> {
                    throw failed;
                });
    }

    /** A call that got no answer is repeated; the key makes that safe. */
    private void post(String form, String key, int all) {
        Await.until(
                "Taking a lead",
                ACCEPTED_LIMIT,
                () -> {
                    var answer = source.tryForm(submitUrl.getPath(), form, key);
                    int status = answer.status();
                    if (status == 201 || status == 202) {
                        return Optional.of(status);
                    }
                    if (status >= 400 && status < 500 && status != 429) {
                        throw new DemoFailed(
                                "A lead was answered " + status + ": " + answer.text());
                    }
                    return Optional.<Integer>empty();
                });
        int done = posted.incrementAndGet();
        if (done % 100 == 0 || done == all) {
            progress.say("  %d of %d leads posted".formatted(done, all));
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

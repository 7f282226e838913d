package io.waybill.delivery.request.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.waybill.delivery.credential.http.Authorized.Identity;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Clients that show a certificate, one for each: a connection on which one was shown must not carry
 * the requests of another. Those that were used last are kept.
 */
final class IdentifiedClients {

    private static final int MOST = 200;

    /** Longer than any exchange: a client that is closed ends what it carries. */
    private static final Duration CLOSED_AFTER = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final int connections;
    private final Map<Key, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(UUID credentialId, long revision) {}

    /**
     * @param options that all requests have in common
     */
    IdentifiedClients(Vertx vertx, HttpClientOptions options, int connections) {
        this.vertx = vertx;
        this.options = options;
        this.connections = connections;
    }

    synchronized HttpClient of(Identity identity) {
        Key key = new Key(identity.credential().id(), identity.credential().revision());
        HttpClient known = clients.get(key);
        if (known != null) {
            return known;
        }
        if (clients.size() >= MOST) {
            Iterator<HttpClient> eldest = clients.values().iterator();
            HttpClient forgotten = eldest.next();
            eldest.remove();
            vertx.setTimer(CLOSED_AFTER.toMillis(), _ -> forgotten.close());
        }
        HttpClient made = make(identity);
        clients.put(key, made);
        return made;
    }

    private HttpClient make(Identity identity) {
        PemKeyCertOptions shown =
                new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(identity.certificate().certificates()))
                        .addKeyValue(Buffer.buffer(identity.certificate().privateKey()));
        return vertx.createHttpClient(
                new HttpClientOptions(options).setKeyCertOptions(shown),
                new PoolOptions().setHttp1MaxSize(connections));
    }
}

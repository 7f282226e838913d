package io.waybill.delivery.request.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.http.Guard.NotPublic;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NoAnswer;
import io.waybill.delivery.request.http.SendResult.NotSent;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One exchange. Lives on one event loop, so it needs no lock; it concludes once, and what comes
 * after that is dropped.
 */
final class Call {

    /** What is kept of a reply's body. */
    static final int KEPT_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Guard guard;
    private final OutgoingRequest request;
    private final CompletableFuture<SendResult> result;
    private final Buffer body;
    private final Buffer kept = Buffer.buffer();
    private long timer;
    private boolean sent;
    private @Nullable HttpClientRequest exchange;
    private @Nullable HttpClientResponse response;

    /** Packs the body, which may take a while: not for an event loop. */
    Call(
            Vertx vertx,
            HttpClient client,
            Guard guard,
            OutgoingRequest request,
            CompletableFuture<SendResult> result) {
        this.vertx = vertx;
        this.client = client;
        this.guard = guard;
        this.request = request;
        this.result = result;
        this.body = bytes(request);
    }

    void start(Duration limit) {
        timer = vertx.setTimer(Math.max(1, limit.toMillis()), _ -> timeIsOver());
        guard.judged(vertx, request.url())
                .onSuccess(this::connect)
                .onFailure(failure ->
                        conclude(
                                new NotSent(
                                        failure instanceof NotPublic
                                                ? Guard.NOT_PUBLIC
                                                : Refusals.of(failure))));
    }

    /** The address is the one that was judged; the name stays for TLS and the Host header. */
    private void connect(InetAddress address) {
        if (result.isDone()) {
            return;
        }
        try {
            client.request(options(address))
                    .onSuccess(this::connected)
                    .onFailure(failure -> conclude(new NotSent(Refusals.of(failure))));
        } catch (RuntimeException unusable) {
            conclude(new NotSent("The request could not be sent"));
        }
    }

    private void connected(HttpClientRequest connected) {
        exchange = connected;
        if (result.isDone()) {
            // Its time was over while it was connecting: it must not go out any more.
            connected.reset();
            return;
        }
        SocketAddress peer = connected.connection().remoteAddress();
        if (!guard.mayConnect(request.url(), peer == null ? null : peer.hostAddress())) {
            conclude(new NotSent(Guard.NOT_PUBLIC));
            connected.reset();
            return;
        }
        sent = true;
        try {
            Future<HttpClientResponse> response =
                    body.length() == 0 ? connected.send() : connected.send(body);
            response.onSuccess(this::answered)
                    .onFailure(_ -> conclude(brokenOff("The connection ended before an answer")));
        } catch (RuntimeException broken) {
            conclude(brokenOff("Sending broke off"));
            connected.reset();
        }
    }

    private static Buffer bytes(OutgoingRequest request) {
        byte[] body = request.body().bytes();
        boolean packs = body.length > 0 && request.manner().packed();
        return Buffer.buffer(packs ? Packing.gzip(body) : body);
    }

    private void answered(HttpClientResponse answer) {
        response = answer;
        answer.exceptionHandler(_ -> conclude(brokenOff("The connection ended before an answer")));
        answer.endHandler(_ -> conclude(answered(answer, false, true)));
        answer.handler(chunk -> {
            int room = KEPT_BYTES - kept.length();
            kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
            if (chunk.length() > room) {
                conclude(answered(answer, true, true));
                answer.request().reset();
            }
        });
    }

    private void timeIsOver() {
        conclude(
                sent
                        ? brokenOff("No answer within the time limit")
                        : new NotSent("No connection within the time limit"));
        if (exchange != null) {
            exchange.reset();
        }
    }

    private SendResult brokenOff(String why) {
        return response == null ? new NoAnswer(why) : answered(response, false, false);
    }

    private void conclude(SendResult end) {
        vertx.cancelTimer(timer);
        result.complete(end);
    }

    private Answered answered(HttpClientResponse answer, boolean cut, boolean whole) {
        List<Header> headers = new ArrayList<>();
        answer.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        return new Answered(answer.statusCode(), headers, kept.getBytes(), cut, whole);
    }

    private RequestOptions options(InetAddress address) {
        URI url = request.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        String path =
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        RequestOptions options =
                new RequestOptions()
                        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                        .setMethod(HttpMethod.valueOf(request.method()))
                        .setSsl(tls)
                        .setHost(url.getHost())
                        .setPort(port)
                        .setURI(path + query)
                        .setFollowRedirects(false);
        for (Header header : request.headers()) {
            options.addHeader(header.name(), header.value());
        }
        return options;
    }
}

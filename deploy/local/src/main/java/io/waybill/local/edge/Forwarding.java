package io.waybill.local.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a request on its way to a service: it says where it came from, its body is
 * bounded, and a service that is away becomes an answer. Everything else, a trace parent for one,
 * passes as it is. Nothing is ever sent twice.
 */
final class Forwarding implements ProxyInterceptor {

    static final long BODY_LIMIT = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

    private final Routes routes;

    Forwarding(Routes routes) {
        this.routes = routes;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        sayWhereFrom(request);
        if (request.getURI().startsWith(EdgePages.DOCUMENTS)) {
            request.setURI("/openapi");
        }
        var body = request.getBody();
        if (body.length() >= 0) {
            return context.sendRequest().recover(failure -> away(request, failure));
        }
        var bounded = new BoundedBody(body.stream(), BODY_LIMIT);
        request.setBody(Body.body(bounded));
        return context.sendRequest()
                .recover(failure ->
                        bounded.isTooLong()
                                ? answer(request, EdgeError.tooLarge(request.proxiedRequest()))
                                : away(request, failure));
    }

    private static void sayWhereFrom(ProxyRequest request) {
        HttpServerRequest from = request.proxiedRequest();
        var headers = request.headers();
        headers.remove("Forwarded");
        headers.set("X-Forwarded-For", from.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", "http");
        var authority = from.authority();
        if (authority != null) {
            headers.set("X-Forwarded-Host", authority.toString());
            headers.set("X-Forwarded-Port", Integer.toString(from.localAddress().port()));
        }
    }

    private Future<ProxyResponse> away(ProxyRequest request, Throwable failure) {
        var from = request.proxiedRequest();
        var service = routes.serviceOf(RequestPath.of(from)).orElse("?");
        LOG.warn("request not forwarded service={} failure={}", service, failure.toString());
        return answer(request, EdgeError.serviceAway(from, service));
    }

    private static Future<ProxyResponse> answer(ProxyRequest request, EdgeError error) {
        var response =
                request.release()
                        .response()
                        .setStatusCode(error.status())
                        .putHeader("Content-Type", error.contentType())
                        .setBody(Body.body(Buffer.buffer(error.body())));
        if (error.status() == 503) {
            response.putHeader("Retry-After", "2");
        }
        return Future.succeededFuture(response);
    }
}

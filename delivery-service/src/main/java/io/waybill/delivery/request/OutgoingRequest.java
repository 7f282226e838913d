package io.waybill.delivery.request;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request ready to be sent.
 *
 * @param timeout the longest time for the whole exchange; null leaves it to the deadline
 */
public record OutgoingRequest(
        String method, URI url, List<Header> headers, Body body, @Nullable Duration timeout) {

    public OutgoingRequest {
        headers = List.copyOf(headers);
    }

    /** One header; its name is a token and its value holds no line break. */
    public record Header(String name, String value) {}

    /** What the request carries. */
    public sealed interface Body {

        /** URL-encoded fields. */
        record Form(String encoded) implements Body {}

        /** A model of maps, lists, text, numbers and booleans; the edge writes it. */
        record Json(Object model) implements Body {}
    }

    /** Masked: a request is personal data, often in its URL too. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + method + ", masked]";
    }
}

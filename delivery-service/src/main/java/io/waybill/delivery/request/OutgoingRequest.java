package io.waybill.delivery.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request ready to be sent.
 *
 * @param manner how it is to be sent
 */
public record OutgoingRequest(
        String method, URI url, List<Header> headers, Body body, Manner manner) {

    public OutgoingRequest {
        headers = List.copyOf(headers);
    }

    /**
     * How a request is to be sent.
     *
     * @param timeout the longest time for the whole exchange; null leaves it to the deadline
     * @param followsRedirects whether the answer is the one that a redirect leads to
     * @param packed whether the body goes out as gzip
     */
    public record Manner(@Nullable Duration timeout, boolean followsRedirects, boolean packed) {
        public Manner(@Nullable Duration timeout, boolean followsRedirects) {
            this(timeout, followsRedirects, false);
        }
    }

    /** One header; its name is a token and its value holds no line break. */
    public record Header(String name, String value) {

        /** Its value masked: it may be a key, or the person's. */
        @Override
        public String toString() {
            return "Header[" + name + ", masked]";
        }
    }

    /** What the request carries. */
    public sealed interface Body {

        /** Nothing: the URL says it all. */
        record Empty() implements Body {}

        /** URL-encoded fields. */
        record Form(String encoded) implements Body {
            /** Masked: it is personal data. */
            @Override
            public String toString() {
                return "Form[masked]";
            }
        }

        /** A model of maps, lists, text, numbers and booleans. */
        record Json(Object model) implements Body {
            /** Masked: it is personal data. */
            @Override
            public String toString() {
                return "Json[masked]";
            }
        }

        /** A whole document. */
        record Xml(String document) implements Body {
            /** Masked: it is personal data. */
            @Override
            public String toString() {
                return "Xml[masked]";
            }
        }

        /** Text that the seller wrote as a whole. */
        record Text(String written) implements Body {
            /** Masked: it is personal data. */
            @Override
            public String toString() {
                return "Text[masked]";
            }
        }

        /** A file, as the batches are that go out by HTTP. */
        @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
        record File(byte[] content, String contentType, boolean isText) implements Body {
            /** Masked: it is personal data. */
            @Override
            public String toString() {
                return "File[masked]";
            }
        }

        /** The bytes that go over the wire, before they are packed. */
        default byte[] bytes() {
            return this instanceof File file
                    ? file.content().clone()
                    : text().getBytes(StandardCharsets.UTF_8);
        }

        default boolean isEmpty() {
            return this instanceof File file ? file.content().length == 0 : text().isEmpty();
        }

        /** As it goes over the wire; of a file that is no text nothing. Before it is packed. */
        default String text() {
            return switch (this) {
                case Empty _ -> "";
                case Form(String encoded) -> encoded;
                case Json(Object model) -> JsonText.of(model);
                case Xml(String document) -> document;
                case Text(String written) -> written;
                case File(byte[] content, _, boolean isText) ->
                        isText ? new String(content, StandardCharsets.UTF_8) : "";
            };
        }
    }

    public @Nullable Duration timeout() {
        return manner.timeout();
    }

    /** Masked: a request is personal data, often in its URL too. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + method + ", masked]";
    }
}

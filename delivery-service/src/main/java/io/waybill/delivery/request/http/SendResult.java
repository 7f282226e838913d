package io.waybill.delivery.request.http;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sending a request came to. */
public sealed interface SendResult {

    /** Not a byte of the request left: the destination has certainly not taken it. */
    record NotSent(String why) implements SendResult {}

    /** The request went out, at least in part, and not even a status came back. */
    record NoAnswer(String why) implements SendResult {}

    /**
     * A status was read.
     *
     * @param cut the body was longer than what is kept; reading stopped there
     * @param whole false where the reply broke off, or its time was over, before it ended
     * @param flaw a sentence on what else is wrong with it; null where nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
    record Answered(
            int status,
            List<Header> headers,
            byte[] body,
            boolean cut,
            boolean whole,
            @Nullable String flaw)
            implements SendResult {

        public Answered {
            headers = List.copyOf(headers);
        }

        Answered(int status, List<Header> headers, byte[] body, boolean cut, boolean whole) {
            this(status, headers, body, cut, whole, null);
        }

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        Answered flawed(String why) {
            return new Answered(status, headers, body, cut, whole, why);
        }

        Answered unpacked(byte[] clear, boolean cutNow) {
            return new Answered(status, headers, clear, cutNow, whole, flaw);
        }

        /** Masked: a reply may name a person. */
        @Override
        public String toString() {
            return "Answered[%d, %d bytes]".formatted(status, body.length);
        }
    }
}

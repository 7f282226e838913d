package io.waybill.delivery.reply;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param body as text, cut at the length that is kept
 * @param whole false where it broke off before it ended
 */
public record Reply(int status, List<Header> headers, String body, boolean whole) {

    public Reply {
        headers = List.copyOf(headers);
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Masked: a reply may name a person. */
    @Override
    public String toString() {
        return "Reply[" + status + ", masked]";
    }
}

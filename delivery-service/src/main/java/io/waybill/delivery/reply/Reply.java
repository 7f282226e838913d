package io.waybill.delivery.reply;

import io.waybill.delivery.request.OutgoingRequest.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param body as text, cut at the length that is kept
 * @param flaw a sentence on what is wrong with it as a reply; null where nothing is
 */
public record Reply(
        int status, List<Header> headers, String body, Extent extent, @Nullable String flaw) {

    public static final String BROKEN_OFF = "The reply broke off before it ended";
    public static final String TOO_LONG = "The reply is longer than what is read of it";

    /** How much of it could be read. */
    public enum Extent {
        WHOLE,
        /** Its beginning; it was longer than what is kept. */
        BEGINNING,
        /** It broke off, or holds something that cannot be unpacked. */
        PART
    }

    public Reply {
        headers = List.copyOf(headers);
    }

    /**
     * @param whole false where it broke off before it ended
     */
    public Reply(int status, List<Header> headers, String body, boolean whole) {
        this(status, headers, body, whole ? Extent.WHOLE : Extent.PART, whole ? null : BROKEN_OFF);
    }

    boolean whole() {
        return extent == Extent.WHOLE;
    }

    /** Why it is not known what the reply says, where that is so. */
    String doubt() {
        return flaw != null ? flaw : extent == Extent.BEGINNING ? TOO_LONG : BROKEN_OFF;
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

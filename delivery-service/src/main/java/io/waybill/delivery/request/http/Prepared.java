package io.waybill.delivery.request.http;

import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.RequestBuilder;
import io.waybill.delivery.request.Settings;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request that is built, or the reason why it cannot be. */
public sealed interface Prepared {

    /** Characters of a request altogether. */
    int LARGEST = 1_000_000;

    String TOO_LARGE = "The request is too large";

    /**
     * @param shown the request for the record, secrets masked; null where it cannot be shown
     */
    record Ready(OutgoingRequest request, @Nullable String shown, Settings settings, Vars vars)
            implements Prepared {

        /** Host and port: what shares connections, and turns. */
        public String destination() {
            String host = String.valueOf(request.url().getHost());
            return host.toLowerCase(Locale.ROOT) + ":" + request.url().getPort();
        }

        /** Masked: all of it is personal data or secret. */
        @Override
        public String toString() {
            return "Ready[masked]";
        }
    }

    record Broken(String reason) implements Prepared {}

    static Prepared of(Settings settings, Vars vars, String eventId, Destinations destinations) {
        try {
            return WorkLimit.within(() -> built(settings, vars, eventId, destinations));
        } catch (TooMuchWork muchTooLarge) {
            return new Broken(TOO_LARGE);
        }
    }

    private static Prepared built(
            Settings settings, Vars vars, String eventId, Destinations destinations) {
        try {
            OutgoingRequest request = RequestBuilder.build(settings, vars, eventId);
            destinations.check(request.url());
            checkSize(request);
            return new Ready(request, shown(request, settings, vars, eventId), settings, vars);
        } catch (BrokenRequest broken) {
            return new Broken(broken.getMessage());
        }
    }

    private static void checkSize(OutgoingRequest request) throws BrokenRequest {
        long size = request.body().text().length() + request.url().toString().length();
        for (Header header : request.headers()) {
            size += header.name().length() + header.value().length();
        }
        if (size > LARGEST) {
            throw new BrokenRequest(Flaw.TOO_LARGE, TOO_LARGE);
        }
    }

    private static @Nullable String shown(
            OutgoingRequest request, Settings settings, Vars vars, String eventId) {
        if (!settings.hasSecrets()) {
            return ReplyText.of(request);
        }
        try {
            return ReplyText.of(RequestBuilder.build(settings.masked(), vars, eventId));
        } catch (BrokenRequest notWithoutItsSecret) {
            return null;
        }
    }
}

package io.waybill.delivery.request.http;

import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.RequestBuilder;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that is built.
 *
 * @param shown the request for the record, secrets masked; null where it cannot be shown
 * @param settings and vars say how the reply is read
 * @param credential that it shows when it is sent; null where it shows none
 */
public record ReadyRequest(
        OutgoingRequest request,
        @Nullable String shown,
        Settings settings,
        Vars vars,
        @Nullable CredentialUse credential)
        implements Prepared.Ready {

    /** Characters of a request altogether. */
    static final int LARGEST = 1_000_000;

    static final String TOO_LARGE = "The request is too large";

    public static Prepared of(Settings settings, Vars vars, String eventId, Guard guard) {
        try {
            return WorkLimit.within(() -> built(settings, vars, eventId, guard));
        } catch (TooMuchWork muchTooLarge) {
            return new Prepared.Broken(TOO_LARGE);
        }
    }

    public ReadyRequest showing(CredentialUse use) {
        return new ReadyRequest(request, shown, settings, vars, use);
    }

    /**
     * For the record: with what a credential has added, as it may be shown.
     *
     * @param parameter of the URL, encoded
     */
    ReadyRequest shownWith(List<Header> headers, Optional<String> parameter) {
        return shown == null
                ? this
                : new ReadyRequest(
                        request,
                        ReplyText.with(shown, headers, parameter),
                        settings,
                        vars,
                        credential);
    }

    /** A request that carries a file; how large one may be is for who writes it. */
    public static Prepared ofFile(
            Settings settings, Vars vars, String batchId, Body.File file, Guard guard) {
        try {
            OutgoingRequest request = RequestBuilder.file(settings, vars, batchId, file);
            guard.check(request.url());
            OutgoingRequest masked =
                    settings.hasSecrets()
                            ? RequestBuilder.file(settings.masked(), vars, batchId, file)
                            : request;
            return new ReadyRequest(request, ReplyText.of(masked), settings, vars, null);
        } catch (BrokenRequest broken) {
            return new Prepared.Broken(broken.getMessage());
        }
    }

    @Override
    public String destination() {
        String host = String.valueOf(request.url().getHost());
        return host.toLowerCase(Locale.ROOT) + ":" + request.url().getPort();
    }

    private static Prepared built(Settings settings, Vars vars, String eventId, Guard guard) {
        try {
            OutgoingRequest request = RequestBuilder.build(settings, vars, eventId);
            guard.check(request.url());
            checkSize(request);
            return new ReadyRequest(
                    request, shown(request, settings, vars, eventId), settings, vars, null);
        } catch (BrokenRequest broken) {
            return new Prepared.Broken(broken.getMessage());
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

    /** Masked: all of it is personal data or secret. */
    @Override
    public String toString() {
        return "ReadyRequest[masked]";
    }
}

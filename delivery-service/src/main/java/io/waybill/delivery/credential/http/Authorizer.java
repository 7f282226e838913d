package io.waybill.delivery.credential.http;

import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.credential.http.Authorized.Identity;
import io.waybill.delivery.credential.http.Authorized.Refused;
import io.waybill.delivery.credential.http.Authorized.Sendable;
import io.waybill.delivery.credential.http.Authorized.Used;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.language.WebAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Makes a request show a credential: opened now, for this attempt, and forgotten after it. */
@Singleton
public final class Authorizer {

    private static final String MASK = "***";

    private final Credentials credentials;
    private final Tokens tokens;
    private final InstantSource clock;

    @Inject
    Authorizer(Credentials credentials, Tokens tokens, InstantSource clock) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Always completes normally; at once but for a token that has to be fetched first. */
    public CompletionStage<Authorized> authorize(OutgoingRequest request, CredentialUse use) {
        Optional<Credential> found = credentials.find(use.accountId(), use.credentialId());
        if (found.isEmpty()) {
            return refused(
                    "There is no credential "
                            + use.credentialId()
                            + ": it was deleted, or is not this account's. Name another one");
        }
        Credential credential = found.get();
        Instant now = clock.instant();
        if (credential.isExpired(now)) {
            return refused(
                    named(credential)
                            + " expired on "
                            + credential.expiresAt().orElseThrow()
                            + ". Replace it");
        }
        OpenedCredential opened;
        try {
            opened = credentials.open(credential);
        } catch (SealBroken closed) {
            return refused(named(credential) + " cannot be opened. Replace it");
        }
        return authorize(request, use, credential, opened);
    }

    /** The destination answered 401 to it. */
    public void refused(Used used) {
        tokens.refused(used.credential(), used.token());
    }

    private CompletionStage<Authorized> authorize(
            OutgoingRequest request,
            CredentialUse use,
            Credential credential,
            OpenedCredential opened) {
        Instant now = clock.instant();
        return switch (opened) {
            case OpenedCredential.Basic(String user, String password) ->
                    secret(request, "Authorization", "Basic ", base64(user + ":" + password));
            case OpenedCredential.Bearer(String token) ->
                    secret(request, "Authorization", "Bearer ", token);
            case OpenedCredential.ApiKey key ->
                    key.place() == OpenedCredential.Place.HEADER
                            ? secret(request, key.name(), "", key.key())
                            : parameter(request, key);
            case OpenedCredential.Hmac hmac ->
                    signed(request, Signature.of(hmac, use.eventId(), request, now));
            case OpenedCredential.StandardWebhooks webhooks ->
                    signed(request, Signature.of(webhooks, use.eventId(), request, now));
            case OpenedCredential.OAuth2 client ->
                    tokens.token(credential, client)
                            .thenApply(fetched -> shown(request, credential, fetched));
            case OpenedCredential.ClientCertificate certificate ->
                    done(
                            new Sendable(
                                    request,
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(new Identity(credential, certificate)),
                                    List.of()));
            case OpenedCredential.SshKey _ ->
                    refused(named(credential) + " is an SSH key, which no HTTP request can show");
        };
    }

    private static Authorized shown(
            OutgoingRequest request, Credential credential, Tokens.Fetched fetched) {
        return switch (fetched) {
            case Tokens.Fetched.None(String reason, _) ->
                    new Refused(named(credential) + ": " + reason);
            case Tokens.Fetched.Token(String token, _) ->
                    new Sendable(
                            with(request, List.of(new Header("Authorization", "Bearer " + token))),
                            List.of(new Header("Authorization", "Bearer " + MASK)),
                            Optional.empty(),
                            Optional.of(new Used(credential, token)),
                            Optional.empty(),
                            List.of(token));
        };
    }

    private static CompletionStage<Authorized> secret(
            OutgoingRequest request, String name, String scheme, String secret) {
        return done(
                new Sendable(
                        with(request, List.of(new Header(name, scheme + secret))),
                        List.of(new Header(name, scheme + MASK)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(secret)));
    }

    /** A signature is no secret: the receiver's own helps to find out why it differs. */
    private static CompletionStage<Authorized> signed(
            OutgoingRequest request, List<Header> headers) {
        return done(
                new Sendable(
                        with(request, headers),
                        headers,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    private static CompletionStage<Authorized> parameter(
            OutgoingRequest request, OpenedCredential.ApiKey key) {
        String url = request.url().toString();
        int fragment = url.indexOf('#');
        String base = fragment < 0 ? url : url.substring(0, fragment);
        URI keyed =
                URI.create(
                        base
                                + (base.indexOf('?') < 0 ? "?" : "&")
                                + WebAddress.encode(key.name())
                                + "="
                                + WebAddress.encode(key.key()));
        return done(
                new Sendable(
                        new OutgoingRequest(
                                request.method(),
                                keyed,
                                request.headers(),
                                request.body(),
                                request.manner()),
                        List.of(),
                        Optional.of(WebAddress.encode(key.name()) + "=" + MASK),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(key.key(), WebAddress.encode(key.key()))));
    }

    /** In place of what the settings say under the same names. */
    private static OutgoingRequest with(OutgoingRequest request, List<Header> added) {
        Set<String> names =
                added.stream()
                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        List<Header> headers = new ArrayList<>();
        request.headers().stream()
                .filter(header -> !names.contains(header.name().toLowerCase(Locale.ROOT)))
                .forEach(headers::add);
        headers.addAll(added);
        return new OutgoingRequest(
                request.method(), request.url(), headers, request.body(), request.manner());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String named(Credential credential) {
        return "The credential \"" + credential.name() + "\"";
    }

    private static CompletionStage<Authorized> refused(String reason) {
        return done(new Refused(reason));
    }

    private static CompletionStage<Authorized> done(Authorized result) {
        return CompletableFuture.completedFuture(result);
    }
}

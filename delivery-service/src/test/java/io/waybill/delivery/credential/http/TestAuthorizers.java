package io.waybill.delivery.credential.http;

import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialOpener;
import io.waybill.delivery.credential.Credentials;
import io.waybill.delivery.credential.OpenedCredential;
import io.waybill.delivery.request.http.AuthorizedOutbound;
import io.waybill.delivery.request.http.Outbound;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** What shows one credential, whose members stand in clear. */
public final class TestAuthorizers {

    private TestAuthorizers() {}

    public static AuthorizedOutbound outbound(Outbound outbound, Optional<Credential> known) {
        Credentials credentials =
                new Credentials() {
                    @Override
                    public Optional<Credential> find(UUID account, UUID id) {
                        return known.filter(it -> it.id().equals(id));
                    }

                    @Override
                    public OpenedCredential open(Credential credential) {
                        return CredentialOpener.open(credential, text -> text);
                    }
                };
        InstantSource clock = InstantSource.system();
        return new AuthorizedOutbound(
                outbound, new Authorizer(credentials, new Tokens(outbound, clock), clock));
    }
}

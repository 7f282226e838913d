package io.waybill.delivery.credential.http;

import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.OpenedCredential.ClientCertificate;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Header;
import java.util.List;
import java.util.Optional;

/** What became of a request that was to show a credential. */
public sealed interface Authorized {

    /**
     * It may be sent, once.
     *
     * @param shown headers that were added, as they may be recorded
     * @param parameter name of a parameter that was added, with its value masked
     * @param token that is shown, with the credential that it came from
     * @param identity to be shown in the handshake
     * @param secrets what was added that must not be recorded, in case the answer repeats it
     */
    record Sendable(
            OutgoingRequest request,
            List<Header> shown,
            Optional<String> parameter,
            Optional<Used> token,
            Optional<Identity> identity,
            List<String> secrets)
            implements Authorized {
        @Override
        public String toString() {
            return "Sendable[masked]";
        }
    }

    /** An access token that may turn out to be refused. */
    record Used(Credential credential, String token) {
        @Override
        public String toString() {
            return "Used[masked]";
        }
    }

    /** Connections that show a certificate are shared by nothing else. */
    record Identity(Credential credential, ClientCertificate certificate) {}

    /**
     * It must not be sent without.
     *
     * @param reason names the credential and says what to do; holds no secret
     */
    record Refused(String reason) implements Authorized {}
}

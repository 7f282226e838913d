package io.waybill.partner.session.http;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.session.store.SigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The public keys that session tokens can be checked with (RFC 7517). */
@Path("/api/sessions/keys")
final class KeySetResource {

    private final SigningKeys keys;

    KeySetResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<String> keys() {
        return Uni.createFrom()
                .item(() -> "{\"keys\":[" + String.join(",", keys.publicKeys()) + "]}");
    }
}

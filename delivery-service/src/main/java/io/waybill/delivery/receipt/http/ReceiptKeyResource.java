package io.waybill.delivery.receipt.http;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.receipt.store.ReceiptKeys;
import io.waybill.delivery.settling.http.Work;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What receipts are checked with, for everybody. */
@Path("/api/deliveries/receipt-keys")
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptKeyResource {

    private final ReceiptKeys keys;

    @Inject
    ReceiptKeyResource(ReceiptKeys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "The public keys of this installation's receipts, as a JWK set")
    public Uni<Map<String, Object>> keys() {
        return Work.off(keys::published);
    }
}

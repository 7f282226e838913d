package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.USER;
import static io.waybill.schemas.SampleFacts.meta;

import io.waybill.delivery.v1.CredentialChanged;
import io.waybill.delivery.v1.CredentialCreated;
import io.waybill.delivery.v1.CredentialDeleted;
import io.waybill.delivery.v1.DestinationChanged;
import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.delivery.v1.DestinationEnabled;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Where leads go, and what lets them in there. */
final class DestinationSamples {

    static final UUID DESTINATION = UUID.fromString("0199a1f0-0000-7000-8000-00000000de57");
    static final UUID CREDENTIAL = UUID.fromString("0199a1f0-0000-7000-8000-00000000c4ed");
    private static final String BY = "user:" + USER;
    private static final String NAME = "Acme Solar";
    private static final String TOKEN = "Acme token";

    private DestinationSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                new DestinationCreated(meta(DESTINATION, 1), DESTINATION, BY, NAME, definition(5)),
                new DestinationChanged(meta(DESTINATION, 2), DESTINATION, BY, NAME, definition(9)),
                new DestinationDisabled(meta(DESTINATION, 3), DESTINATION, BY),
                new DestinationEnabled(meta(DESTINATION, 4), DESTINATION, BY),
                new DestinationDeleted(meta(DESTINATION, 5), DESTINATION, BY),
                new CredentialCreated(
                        meta(CREDENTIAL, 1), CREDENTIAL, BY, TOKEN, "bearer", secret("AAAA")),
                new CredentialChanged(
                        meta(CREDENTIAL, 2), CREDENTIAL, BY, TOKEN, "replaced", secret("BBBB")),
                new CredentialDeleted(meta(CREDENTIAL, 3), CREDENTIAL, BY));
    }

    private static String definition(int concurrency) {
        return "{\"transport\":\"http\",\"settings\":{\"format\":\"json\","
                + "\"url\":\"https://acme.example/leads\"},\"limits\":{\"concurrency\":"
                + concurrency
                + "}}";
    }

    /** Looks like a sealed secret; nobody has the key. */
    private static String secret(String sealed) {
        return "{\"token\":\"wbs1:2026-11:" + sealed + "\"}";
    }
}

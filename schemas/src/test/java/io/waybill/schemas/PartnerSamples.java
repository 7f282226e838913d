package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.ACCOUNT;
import static io.waybill.schemas.SampleFacts.MASTER_KEY;
import static io.waybill.schemas.SampleFacts.NOW;
import static io.waybill.schemas.SampleFacts.REQUEST;
import static io.waybill.schemas.SampleFacts.SETTLE_BY;
import static io.waybill.schemas.SampleFacts.USD;
import static io.waybill.schemas.SampleFacts.USER;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;
import static io.waybill.schemas.SampleFacts.sealed;

import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import io.waybill.partner.v1.UserAdded;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The account that sells the lead, its people and keys. */
final class PartnerSamples {

    private static final UUID INSTALLATION = new UUID(0, 0);
    private static final UUID API_KEY = UUID.fromString("0199a1f0-0000-7000-8000-000000000a91");
    private static final UUID SESSION = UUID.fromString("0199a1f0-0000-7000-8000-000000005e55");
    private static final String SIGNING_KEY = "2026-11-22";

    private PartnerSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                accountOpened(),
                userAdded(),
                apiKeyIssued(),
                apiKeyRevoked(),
                sessionRevoked(),
                signingKeyPublished(),
                signingKeyRetired(),
                personKeyLive(),
                personKeyErased(),
                accountHmacKey());
    }

    static AccountOpened accountOpened() {
        return AccountOpened.newBuilder()
                .setMeta(meta(ACCOUNT, 1))
                .setName(sealed("Roe Media"))
                .setSells(true)
                .setBuys(false)
                .setCurrency(USD)
                .setZone("America/New_York")
                .build();
    }

    static UserAdded userAdded() {
        return UserAdded.newBuilder()
                .setMeta(meta(ACCOUNT, 2))
                .setUserId(USER)
                .setEmail(sealed("owner's address"))
                .setName(sealed("owner's name"))
                .setRole("owner")
                .build();
    }

    static ApiKeyIssued apiKeyIssued() {
        return ApiKeyIssued.newBuilder()
                .setMeta(meta(ACCOUNT, 3))
                .setKeyId(API_KEY)
                .setKeyHash(hash("api key"))
                .setRole("manager")
                .setLabel(sealed("CRM"))
                .setBy("user:" + USER)
                .build();
    }

    static ApiKeyRevoked apiKeyRevoked() {
        return ApiKeyRevoked.newBuilder()
                .setMeta(meta(ACCOUNT, 4))
                .setKeyId(API_KEY)
                .setBy("user:" + USER)
                .build();
    }

    static SessionRevoked sessionRevoked() {
        return SessionRevoked.newBuilder()
                .setMeta(meta(ACCOUNT, 5))
                .setSessionId(SESSION)
                .setUserId(USER)
                .setForgetAt(SETTLE_BY)
                .build();
    }

    static SigningKeyPublished signingKeyPublished() {
        return SigningKeyPublished.newBuilder()
                .setMeta(meta(INSTALLATION, 1))
                .setKeyId(SIGNING_KEY)
                .setJwk("{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"2026-11-22\"}")
                .build();
    }

    static SigningKeyRetired signingKeyRetired() {
        return SigningKeyRetired.newBuilder()
                .setMeta(meta(INSTALLATION, 2))
                .setKeyId(SIGNING_KEY)
                .build();
    }

    static PersonKeyLive personKeyLive() {
        return PersonKeyLive.newBuilder()
                .setMeta(meta(ACCOUNT, 0))
                .setOwnerId(USER)
                .setWrappedKey(sealed("key"))
                .setMasterKeyId(MASTER_KEY)
                .build();
    }

    static PersonKeyErased personKeyErased() {
        return PersonKeyErased.newBuilder()
                .setMeta(meta(ACCOUNT, 0))
                .setOwnerId(USER)
                .setErasedAt(NOW)
                .setRequestId(REQUEST)
                .build();
    }

    static AccountHmacKey accountHmacKey() {
        return AccountHmacKey.newBuilder()
                .setMeta(meta(ACCOUNT, 0))
                .setWrappedKey(sealed("hmac key"))
                .setMasterKeyId(MASTER_KEY)
                .build();
    }
}

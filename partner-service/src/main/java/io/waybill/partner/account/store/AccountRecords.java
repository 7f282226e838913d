package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountTerms;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.Label;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Events as records, and back. A user's address is sealed with the user's key, everything else with
 * the account's.
 */
final class AccountRecords {

    private static final String NAME = "AccountOpened.name";
    private static final String EMAIL = "UserAdded.email";
    private static final String LABEL = "ApiKeyIssued.label";

    private AccountRecords() {}

    static SpecificRecord toRecord(AccountEvent event, EventMeta meta, SealingKeys keys) {
        DataKey key = keys.account();
        return switch (event) {
            case AccountEvent.AccountOpened opened -> opened(opened.terms(), meta, key);
            case AccountEvent.UserAdded added ->
                    UserAdded.newBuilder()
                            .setMeta(meta)
                            .setUserId(added.userId())
                            .setEmail(
                                    seal(
                                            keys.user(added.userId()),
                                            meta,
                                            EMAIL,
                                            address(added).text()))
                            .setRole(added.role().text())
                            .build();
            case AccountEvent.ApiKeyIssued issued ->
                    ApiKeyIssued.newBuilder()
                            .setMeta(meta)
                            .setKeyId(issued.keyId())
                            .setKeyHash(ByteBuffer.wrap(issued.hash().bytes()))
                            .setRole(issued.role().text())
                            .setLabel(seal(key, meta, LABEL, issued.label().text()))
                            .build();
            case AccountEvent.ApiKeyRevoked revoked ->
                    ApiKeyRevoked.newBuilder().setMeta(meta).setKeyId(revoked.keyId()).build();
        };
    }

    private static SpecificRecord opened(AccountTerms terms, EventMeta meta, DataKey key) {
        return AccountOpened.newBuilder()
                .setMeta(meta)
                .setName(seal(key, meta, NAME, terms.name().text()))
                .setSells(terms.sells())
                .setBuys(terms.buys())
                .setCurrency(terms.currency())
                .setZone(terms.zone())
                .build();
    }

    /**
     * A stored record as an event; who its users are stays sealed.
     *
     * @throws IllegalStateException when the record is of no kind that an account's stream has
     */
    static AccountEvent toEvent(SpecificRecord record, DataKey key) {
        return switch (record) {
            case AccountOpened opened ->
                    new AccountEvent.AccountOpened(
                            opened.getMeta().getStreamId(),
                            new AccountTerms(
                                    new Label(open(key, opened.getMeta(), NAME, opened.getName())),
                                    opened.getSells(),
                                    opened.getBuys(),
                                    opened.getCurrency(),
                                    opened.getZone()));
            case UserAdded added ->
                    new AccountEvent.UserAdded(added.getUserId(), null, role(added.getRole()));
            case ApiKeyIssued issued ->
                    new AccountEvent.ApiKeyIssued(
                            issued.getKeyId(),
                            new KeyHash(Sealed.bytes(issued.getKeyHash())),
                            role(issued.getRole()),
                            new Label(open(key, issued.getMeta(), LABEL, issued.getLabel())));
            case ApiKeyRevoked revoked -> new AccountEvent.ApiKeyRevoked(revoked.getKeyId());
            default ->
                    throw new IllegalStateException(
                            "not of an account: " + record.getSchema().getName());
        };
    }

    /** Of a user who is being added. */
    static EmailAddress address(AccountEvent.UserAdded added) {
        return Objects.requireNonNull(added.email(), "a user is added with an address");
    }

    private static Role role(String text) {
        return Role.of(text).orElse(Role.READ_ONLY);
    }

    private static ByteBuffer seal(DataKey key, EventMeta meta, String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
    }

    private static String open(DataKey key, EventMeta meta, String field, ByteBuffer sealed) {
        return key.openText(meta.getStreamId(), meta.getRecordId(), field, sealed);
    }
}

package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountTerms;
import io.waybill.partner.account.By;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.Person;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.UserAdded;
import io.waybill.servicekit.auth.Role;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Events as records, and back. What tells who a user is is sealed with the user's key, everything
 * else with the account's.
 */
final class AccountRecords {

    private static final String NAME = "AccountOpened.name";
    private static final String EMAIL = "UserAdded.email";
    private static final String USER_NAME = "UserAdded.name";
    private static final String LABEL = "ApiKeyIssued.label";

    private AccountRecords() {}

    static SpecificRecord toRecord(AccountEvent event, EventMeta meta, SealingKeys keys) {
        return switch (event) {
            case AccountEvent.AccountOpened opened -> opened(opened.terms(), meta, keys.account());
            case AccountEvent.UserAdded added -> added(added, meta, keys.person(added.userId()));
            case AccountEvent.ApiKeyIssued issued -> issued(issued, meta, keys.account());
            case AccountEvent.ApiKeyRevoked revoked ->
                    ApiKeyRevoked.newBuilder()
                            .setMeta(meta)
                            .setKeyId(revoked.keyId())
                            .setBy(revoked.by().map(By::text).orElse(null))
                            .build();
            case AccountEvent.TeamEvent team -> TeamRecords.toRecord(team, meta, keys);
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

    private static SpecificRecord added(AccountEvent.UserAdded added, EventMeta meta, DataKey key) {
        Person who = person(added);
        return UserAdded.newBuilder()
                .setMeta(meta)
                .setUserId(added.userId())
                .setEmail(seal(key, meta, EMAIL, who.email().text()))
                .setName(
                        who.name()
                                .map(name -> seal(key, meta, USER_NAME, name.text()))
                                .orElse(null))
                .setRole(added.role().text())
                .build();
    }

    private static SpecificRecord issued(
            AccountEvent.ApiKeyIssued issued, EventMeta meta, DataKey key) {
        return ApiKeyIssued.newBuilder()
                .setMeta(meta)
                .setKeyId(issued.keyId())
                .setKeyHash(ByteBuffer.wrap(issued.hash().bytes()))
                .setRole(issued.role().text())
                .setLabel(seal(key, meta, LABEL, issued.label().text()))
                .setBy(issued.by().map(By::text).orElse(null))
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
                            new Label(open(key, issued.getMeta(), LABEL, issued.getLabel())),
                            Optional.ofNullable(issued.getBy()).map(By::new));
            case ApiKeyRevoked revoked ->
                    new AccountEvent.ApiKeyRevoked(
                            revoked.getKeyId(), Optional.ofNullable(revoked.getBy()).map(By::new));
            default -> TeamRecords.toEvent(record);
        };
    }

    /** Of a user who is being added. */
    static Person person(AccountEvent.UserAdded added) {
        return Objects.requireNonNull(added.who(), "somebody is added");
    }

    static Role role(String text) {
        return Role.of(text).orElse(Role.READ_ONLY);
    }

    static ByteBuffer seal(DataKey key, EventMeta meta, String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
    }

    private static String open(DataKey key, EventMeta meta, String field, ByteBuffer sealed) {
        return key.openText(meta.getStreamId(), meta.getRecordId(), field, sealed);
    }
}

package io.waybill.servicekit.auth;

import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.partner.v1.UserAdded;
import io.waybill.partner.v1.UserRemoved;
import io.waybill.partner.v1.UserRoleChanged;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, users, API keys and signing keys as {@code partner.events} has them, held in memory by
 * every instance of every service. Learning is idempotent, and what has ended stays ended when an
 * older record is learned again. Safe for use by many threads.
 */
@Singleton
public final class AccountDirectory {

    private static final Logger LOG = Logger.getLogger(AccountDirectory.class);
    private static final String PAID = "paid";

    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Identity> keys = new ConcurrentHashMap<>();
    private final Set<UUID> revokedKeys = ConcurrentHashMap.newKeySet();
    private final Map<String, PublicKey> signingKeys = new ConcurrentHashMap<>();
    private final Set<String> retiredSigningKeys = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Instant> revokedSessions = new ConcurrentHashMap<>();
    private final Map<UUID, Member> members = new ConcurrentHashMap<>();

    /**
     * What a user may do.
     *
     * @param role null for one who belongs to the account no more
     * @param since sequence of the event that says so; older ones change nothing
     */
    private record Member(@Nullable Role role, long since) {}

    public Optional<Account> account(UUID id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** Whom a session token or an API key stands for; empty when it is not or no longer valid. */
    public Optional<Identity> identify(String credential, Instant now) {
        if (ApiKeys.isApiKey(credential)) {
            return Optional.ofNullable(keys.get(ByteBuffer.wrap(ApiKeys.hash(credential))));
        }
        return SessionToken.verify(credential, signingKeys::get, now)
                .filter(token -> !revokedSessions.containsKey(token.sessionId()))
                .flatMap(this::identity);
    }

    /** The token says what its user was when it was signed; what the user is now counts. */
    private Optional<Identity> identity(SessionToken token) {
        @Nullable Member member = members.get(token.userId());
        return Optional.ofNullable(member == null ? token.role() : member.role)
                .map(role ->
                        new Identity(
                                token.accountId(),
                                new Actor.User(token.userId(), token.sessionId()),
                                role));
    }

    /** Takes in one record of {@code partner.events}; others are ignored. */
    public void learn(SpecificRecord event) {
        switch (event) {
            case AccountOpened opened -> learn(opened);
            case SubscriptionChanged changed -> learn(changed);
            case UserAdded added -> is(added.getMeta(), added.getUserId(), added.getRole());
            case UserRoleChanged changed ->
                    is(changed.getMeta(), changed.getUserId(), changed.getRole());
            case UserRemoved removed ->
                    is(removed.getUserId(), new Member(null, removed.getMeta().getSequence()));
            case ApiKeyIssued issued -> learn(issued);
            case ApiKeyRevoked revoked -> revoke(revoked.getKeyId());
            case SigningKeyPublished published -> learn(published);
            case SigningKeyRetired retired -> {
                retiredSigningKeys.add(retired.getKeyId());
                signingKeys.remove(retired.getKeyId());
            }
            case SessionRevoked revoked ->
                    revokedSessions.put(revoked.getSessionId(), revoked.getForgetAt());
            default -> {}
        }
    }

    /** Drops sessions whose tokens have expired anyway. */
    void forgetExpired(Instant now) {
        revokedSessions.values().removeIf(forgetAt -> forgetAt.isBefore(now));
    }

    private void learn(AccountOpened opened) {
        UUID id = opened.getMeta().getStreamId();
        accounts.putIfAbsent(
                id,
                new Account(
                        id,
                        opened.getSells(),
                        opened.getBuys(),
                        opened.getCurrency(),
                        zone(opened.getZone())));
    }

    /** Who was opened to buy may sell from its first paid plan on, and keeps its flows after it. */
    private void learn(SubscriptionChanged changed) {
        if (changed.getPlan().equals(PAID)) {
            accounts.computeIfPresent(
                    changed.getAccountId(),
                    (id, account) ->
                            new Account(
                                    id, true, account.buys(), account.currency(), account.zone()));
        }
    }

    private void is(EventMeta meta, UUID user, String text) {
        Role role = Role.of(text).orElse(Role.READ_ONLY);
        is(user, new Member(role, meta.getSequence()));
    }

    private void is(UUID user, Member now) {
        members.merge(user, now, (known, learned) -> learned.since > known.since ? learned : known);
    }

    private void learn(ApiKeyIssued issued) {
        UUID id = issued.getKeyId();
        @Nullable Role role = Role.of(issued.getRole()).orElse(null);
        if (role == null) {
            LOG.warnf("API key with an unknown role is not accepted key=%s", id);
            return;
        }
        // A copy, because the record's buffer belongs to the record.
        byte[] hash = new byte[issued.getKeyHash().remaining()];
        issued.getKeyHash().duplicate().get(hash);
        keys.put(
                ByteBuffer.wrap(hash),
                new Identity(issued.getMeta().getStreamId(), new Actor.ApiKey(id), role));
        if (revokedKeys.contains(id)) {
            revoke(id);
        }
    }

    private void revoke(UUID keyId) {
        revokedKeys.add(keyId);
        keys.values().removeIf(identity -> identity.actor().id().equals(keyId));
    }

    private void learn(SigningKeyPublished published) {
        if (retiredSigningKeys.contains(published.getKeyId())) {
            return;
        }
        try {
            signingKeys.put(
                    published.getKeyId(),
                    PublicJsonWebKey.Factory.newPublicJwk(published.getJwk()).getPublicKey());
        } catch (JoseException unreadable) {
            LOG.errorf(unreadable, "signing key cannot be read kid=%s", published.getKeyId());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            LOG.warnf("unknown zone, taken as UTC zone=%s", name);
            return ZoneOffset.UTC;
        }
    }
}

package io.waybill.delivery.receipt.store;

import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The installation's keys for receipts: the newest signs, the public parts of all are published,
 * for as long as a receipt may have to be checked. The private part is sealed with a master key.
 */
@Singleton
public final class ReceiptKeys {

    private static final String CONTEXT = "receipt-keys";
    private static final Duration PUBLISHED_FOR = Duration.ofMinutes(1);
    private static final long CREATION_LOCK = 7_166_202_604L;

    private final DataSource database;
    private final MasterKeys masterKeys;
    private final InstantSource clock;
    private volatile @Nullable PublicJsonWebKey signing;
    private volatile @Nullable Published published;

    /** What strangers ask for, and must not cost a connection each time. */
    private record Published(Map<String, Object> keys, Instant until) {}

    @Inject
    ReceiptKeys(DataSource database, MasterKeys masterKeys, InstantSource clock) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** The claims as a JWS in its compact form, ES256, with the key's id. */
    public String sign(Map<String, Object> claims) throws SQLException {
        PublicJsonWebKey key = signing();
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        token.setHeader("typ", "waybill-receipt+jws");
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setPayload(JsonUtil.toJson(claims));
        token.setKey(key.getPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException unusableKey) {
            throw new IllegalStateException("the receipt key cannot sign", unusableKey);
        }
    }

    /** The public keys as a JWK set, the newest first. */
    public Map<String, Object> published() throws SQLException {
        Published known = published;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.keys();
        }
        Map<String, Object> keys = readPublished();
        published = new Published(keys, now.plus(PUBLISHED_FOR));
        return keys;
    }

    private Map<String, Object> readPublished() throws SQLException {
        // So that there is one to look at before the first receipt.
        signing();
        List<Map<String, Object>> keys = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT public FROM receipt_key ORDER BY created_at DESC");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                keys.add(JsonUtil.parseJson(rows.getString(1)));
            }
        } catch (JoseException notOurs) {
            throw new IllegalStateException("a receipt key cannot be read", notOurs);
        }
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("keys", keys);
        return set;
    }

    private PublicJsonWebKey signing() throws SQLException {
        PublicJsonWebKey known = signing;
        if (known != null) {
            return known;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            PublicJsonWebKey key = findOrMake(connection);
            connection.commit();
            signing = key;
            return key;
        } catch (JoseException unusable) {
            throw new IllegalStateException("there is no usable receipt key", unusable);
        }
    }

    private PublicJsonWebKey findOrMake(Connection connection) throws SQLException, JoseException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(" + CREATION_LOCK + ")")) {
            lock.execute();
        }
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT sealed FROM receipt_key"
                                        + " ORDER BY created_at DESC LIMIT 1");
                ResultSet rows = select.executeQuery()) {
            if (rows.next()) {
                String json = SealedText.open(masterKeys, CONTEXT, rows.getString(1));
                return PublicJsonWebKey.Factory.newPublicJwk(json);
            }
        }
        return make(connection);
    }

    private PublicJsonWebKey make(Connection connection) throws SQLException, JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        key.setUse("sig");
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        String whole = key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO receipt_key (id, public, sealed) VALUES (?, ?, ?)")) {
            insert.setString(1, key.getKeyId());
            insert.setString(2, key.toJson(OutputControlLevel.PUBLIC_ONLY));
            insert.setString(3, SealedText.seal(masterKeys, CONTEXT, whole));
            insert.executeUpdate();
        }
        return key;
    }
}

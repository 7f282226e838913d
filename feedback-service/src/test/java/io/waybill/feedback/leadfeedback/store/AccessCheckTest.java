package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.feedback.terms.Access;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCheckTest {

    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String KEY = "a key of some length";
    private static final byte[] SECRET =
            "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY = "type=return".getBytes(StandardCharsets.UTF_8);

    @TempDir @Nullable Path folder;
    private @Nullable MasterKeys masterKeys;

    @BeforeEach
    void make_a_master_key() throws IOException {
        Path file = Objects.requireNonNull(folder).resolve("keys");
        Files.writeString(file, "one " + Base64.getEncoder().encodeToString(new byte[32]));
        masterKeys = MasterKeys.load(file);
    }

    private String sealed(String clear) {
        return SealedText.seal(Objects.requireNonNull(masterKeys), ACCOUNT.toString(), clear);
    }

    private boolean passes(Access access, UUID account, Proof proof) {
        return new AccessCheck(Objects.requireNonNull(masterKeys))
                .passes(access, account, proof, NOW);
    }

    private Access withKey() {
        return new Access(Optional.of(sealed(KEY)), Optional.empty());
    }

    private Access signed() {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
        return new Access(Optional.empty(), Optional.of(sealed(secret)));
    }

    private static Proof shown(String key) {
        return new Proof(Optional.of(key), Optional.empty());
    }

    private static Proof signature(Instant at, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update(("msg_1." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(BODY));
        return new Proof(
                Optional.empty(),
                Optional.of(
                        new Proof.Signature(
                                "msg_1",
                                Long.toString(at.getEpochSecond()),
                                "v1,AAAA v1," + signature,
                                ByteBuffer.wrap(body))));
    }

    @Test
    void without_a_demand_the_event_id_is_the_ticket() {
        assertThat(passes(Access.OPEN, ACCOUNT, Proof.NONE)).isTrue();
    }

    @Test
    void the_key_must_be_the_one_of_the_step() {
        assertThat(passes(withKey(), ACCOUNT, shown(KEY))).isTrue();
        assertThat(passes(withKey(), ACCOUNT, shown(KEY + "x"))).isFalse();
        assertThat(passes(withKey(), ACCOUNT, Proof.NONE)).isFalse();
        assertThat(passes(withKey(), new UUID(2, 2), shown(KEY))).isFalse();
    }

    @Test
    void a_signature_is_of_the_body_and_of_now() throws GeneralSecurityException {
        byte[] other = "type=conversion".getBytes(StandardCharsets.UTF_8);

        assertThat(passes(signed(), ACCOUNT, signature(NOW.minusSeconds(299), BODY))).isTrue();
        assertThat(passes(signed(), ACCOUNT, signature(NOW.minusSeconds(301), BODY))).isFalse();
        assertThat(passes(signed(), ACCOUNT, signature(NOW.plusSeconds(301), BODY))).isFalse();
        assertThat(passes(signed(), ACCOUNT, signature(NOW, other))).isFalse();
        assertThat(passes(signed(), ACCOUNT, shown(KEY))).isFalse();
    }

    @Test
    void where_both_are_asked_for_both_are_needed() throws GeneralSecurityException {
        Access both = new Access(withKey().key(), signed().signatureSecret());
        Proof signature = signature(NOW, BODY);

        assertThat(passes(both, ACCOUNT, signature)).isFalse();
        assertThat(passes(both, ACCOUNT, new Proof(Optional.of(KEY), signature.signature())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"whsec_", "whsec_AA==", "whsec_0123456789-_0123456789abcdefgh", "short"})
    void a_secret_that_is_no_secret_opens_nothing(String secret) throws GeneralSecurityException {
        Access access = new Access(Optional.empty(), Optional.of(sealed(secret)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[] {0}, "HmacSHA256"));
        mac.update(("msg_1." + NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        Proof forged =
                new Proof(
                        Optional.empty(),
                        Optional.of(
                                new Proof.Signature(
                                        "msg_1",
                                        Long.toString(NOW.getEpochSecond()),
                                        "v1,"
                                                + Base64.getEncoder()
                                                        .encodeToString(mac.doFinal(BODY)),
                                        ByteBuffer.wrap(BODY))));

        assertThat(passes(access, ACCOUNT, forged)).isFalse();
    }

    @Test
    void a_secret_that_cannot_be_opened_opens_nothing() {
        Access broken = new Access(Optional.of("wbs1:one:AAAA"), Optional.empty());

        assertThat(passes(broken, ACCOUNT, shown(KEY))).isFalse();
    }
}

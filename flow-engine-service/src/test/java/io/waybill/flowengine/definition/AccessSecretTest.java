package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSecretTest {

    private static final String BYTES_24 = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    @ParameterizedTest
    @CsvSource({
        "access.key, a key of some length",
        "access.signature_secret, a text that is long enough",
        "access.signature_secret, whsec_" + BYTES_24,
    })
    void what_can_be_used_has_no_flaw(String setting, String secret) {
        assertThat(AccessSecret.flaw(setting, secret)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "access.key, too short",
        "access.signature_secret, too short",
        "access.signature_secret, whsec_",
        "access.signature_secret, whsec_MDEy",
        "access.signature_secret, whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY-",
        "access.signature_secret, whsec_this is a long text and no base64",
    })
    void what_opens_nothing_or_too_much_is_refused(String setting, String secret) {
        assertThat(AccessSecret.flaw(setting, secret))
                .hasValueSatisfying(flaw -> assertThat(flaw).doesNotContain(secret));
    }

    @Test
    void other_secrets_are_none_of_them() {
        assertThat(AccessSecret.isOne("access.signature_secret")).isTrue();
        assertThat(AccessSecret.isOne("header.Authorization")).isFalse();
    }
}

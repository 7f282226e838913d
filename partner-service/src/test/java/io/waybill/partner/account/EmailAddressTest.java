package io.waybill.partner.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.co", "first.last+tag@sub.example.com", "o'brien@exämple.de"})
    void an_address_is_valid(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b.co",
                "a@b",
                "a b@c.de",
                "a@b@c.de",
                "a@b..de",
                "<a@b.co>"
            })
    void other_text_is_not(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
    }

    @Test
    void an_endless_address_is_not_valid() {
        assertThat(EmailAddress.isValid("a@" + "b.".repeat(200) + "de")).isFalse();
    }

    @Test
    void case_does_not_make_another_address() {
        assertThat(new EmailAddress("Ada@Example.com").folded())
                .isEqualTo(new EmailAddress("ada@example.COM").folded());
    }
}

package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void amounts_are_exact() {
        Money price = Money.parse("12.50", "USD");
        assertThat(price.plus(Money.parse("0.0001", "USD")).toDecimal())
                .isEqualTo(new BigDecimal("12.5001"));
        assertThat(price.times(3).toText()).isEqualTo("37.50");
        assertThat(price.minus(price).isZero()).isTrue();
        assertThat(price.toDecimal().scale()).isEqualTo(4);
        assertThat(Money.of(new BigDecimal("-3"), "USD").isNegative()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.23456", "1e3", "abc", "1,000", "999999999999999999"})
    void what_is_no_amount_is_refused(String text) {
        assertThatThrownBy(() -> Money.parse(text, "USD"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void currencies_do_not_mix() {
        assertThatThrownBy(() -> Money.zero("USD").plus(Money.zero("EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.zero("dollar")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_amount_that_does_not_fit_is_an_error() {
        Money most = new Money(Long.MAX_VALUE, "USD");
        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
    }
}

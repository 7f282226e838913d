package io.waybill.eventsourcing.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {

    private final MasterKeys keys =
            MasterKeys.of(List.of("k1 " + Base64.getEncoder().encodeToString(new byte[32])));
    private final String sealed = SealedText.seal(keys, "account 1", "pässword");

    @Test
    void a_sealed_text_opens_in_its_context() {
        assertThat(SealedText.open(keys, "account 1", sealed)).isEqualTo("pässword");
    }

    @Test
    void a_sealed_text_says_so_and_hides_what_it_holds() {
        assertThat(sealed).matches("wbs1:k1:[A-Za-z0-9_-]+");
        assertThat(SealedText.isSealed(sealed)).isTrue();
        assertThat(SealedText.isSealed("pässword")).isFalse();
    }

    @Test
    void another_context_does_not_open_it() {
        assertThatThrownBy(() -> SealedText.open(keys, "account 2", sealed))
                .isInstanceOf(SealBroken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clear", "wbs1:", "wbs1:k1", "wbs1:k1:", "wbs1:k1:!", "wbs1:k9:AA"})
    void a_text_that_is_not_sealed_does_not_open(String text) {
        assertThatThrownBy(() -> SealedText.open(keys, "account 1", text))
                .isInstanceOf(SealBroken.class);
    }
}

package io.waybill.partner.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void a_name_with_line_breaks_adds_no_header() {
        Letter letter =
                new Letter("Bea\r\nBcc: all@example.com\u2028X\u0000 invites you", "t", "h");

        assertThat(letter.subject()).isEqualTo("Bea Bcc: all@example.com X invites you");
    }

    @Test
    void a_subject_is_cut() {
        assertThat(new Letter("x".repeat(1_000), "t", "h").subject()).hasSize(200);
    }

    @Test
    void what_it_says_stands_in_no_text() {
        assertThat(new Letter("a", "b", "c").toString()).isEqualTo("Letter[masked]");
    }
}

package io.waybill.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.language.Vars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example, c@d.example",
                "a@b.example\r\nBcc: all@d.example",
                "a@b.example c@d.example",
                "<a@b.example>",
                "a",
                ""
            })
    void a_value_cannot_add_a_recipient(String value) {
        assertThat(write("{{lead.mail}}", "x", value))
                .isEqualTo(new Prepared.Broken("A recipient is no single e-mail address"));
    }

    @Test
    void a_value_cannot_write_a_header() {
        Letter letter =
                (Letter) write("crm@buyer.example", "Lead {{lead.mail}}", "a\r\nBcc: b@c.example");

        assertThat(letter.subject()).isEqualTo("Lead a Bcc: b@c.example");
        assertThat(letter.id()).isEqualTo("<event-1@waybill.invalid>");
    }

    @Test
    void a_value_is_text_in_a_page() {
        Letter letter = (Letter) write("crm@buyer.example", "x", "<script>alert(1)</script>");

        assertThat(letter.html()).hasValue("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assertThat(letter.text()).hasValue("Mail: <script>alert(1)</script>");
        assertThat(letter.toString()).doesNotContain("script");
    }

    @ParameterizedTest
    @CsvSource({
        "lead-{{lead.mail}}.json, a/../../etc/passwd, lead-a_.._.._etc_passwd.json",
        "{{lead.mail}}, ..\\x, _\\x",
        "{{lead.mail}}.csv, a|b*c, a_b_c.csv"
    })
    void a_value_in_a_files_name_leads_nowhere_else(String template, String value, String name)
            throws BrokenRequest {
        assertThat(FileNames.of(template, vars(value))).isEqualTo(name.replace('\\', '_'));
    }

    @Test
    void a_file_without_a_name_is_refused() {
        Assertions.assertThatThrownBy(() -> FileNames.of("{{lead.mail}}", vars(" ")))
                .isInstanceOf(BrokenRequest.class);
    }

    private static Prepared write(String to, String subject, String value) {
        return Letter.of(
                new Transport.Mail(
                        List.of(to),
                        subject,
                        Optional.of("Mail: {{lead.mail}}"),
                        Optional.of("<p>{{lead.mail}}</p>")),
                vars(value),
                "event-1",
                List.of());
    }

    private static Vars vars(String value) {
        return Vars.of(Map.of("lead", Map.of("mail", value)));
    }
}

package io.waybill.partner.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.partner.mail.Letter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MailTemplatesTest {

    private final MailTemplates templates = new MailTemplates();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"COLLEAGUE", "PASSWORD_RESET", "PASSWORD_CHANGED"})
    void every_mail_about_partners_names_the_partner_in_subject_text_and_page(Mail mail) {
        Letter letter =
                templates.write(
                        mail,
                        Map.of(
                                "partner", "Bea's <Bank>",
                                "seller", "Bea's <Bank>",
                                "name", "Bea",
                                "link", "https://example.com/invitation#x",
                                "address", "https://example.com"));

        assertThat(letter.subject()).contains("Bea's <Bank>");
        assertThat(letter.text()).contains("Bea's <Bank>", "https://example.com");
        assertThat(letter.html()).contains("&lt;Bank&gt;").doesNotContain("<Bank>", "{{");
        assertThat(letter.text()).doesNotContain("{{", "Subject:");
    }

    @Test
    void an_invitation_says_who_invites_why_what_is_shared_and_until_when() {
        Letter letter = templates.write(Mail.INVITATION, invitation("Let us work together."));

        assertThat(letter.subject()).isEqualTo("Roe Media invites you to receive leads");
        assertThat(letter.text())
                .contains(
                        "Hello Bea,",
                        "Let us work together.",
                        "first_name, email",
                        "6 December 2026, 12:00 UTC",
                        "\nhttps://example.com/invitation#x\n");
        assertThat(letter.html()).contains("href=\"https://example.com/invitation#x\"");
    }

    @Test
    void a_colleague_is_told_where_as_what_and_until_when() {
        Letter letter =
                templates.write(
                        Mail.COLLEAGUE,
                        Map.of(
                                "account", "Roe <Media>",
                                "role", "analyst",
                                "until", "6 December 2026, 12:00 UTC",
                                "link", "https://example.com/colleague#x"));

        assertThat(letter.subject()).isEqualTo("Roe <Media> invites you to its team");
        assertThat(letter.text())
                .contains(
                        "analyst", "6 December 2026, 12:00 UTC", "https://example.com/colleague#x");
        assertThat(letter.html())
                .contains("Roe &lt;Media&gt;", "href=\"https://example.com/colleague#x\"")
                .doesNotContain("<Media>", "{{");
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSWORD_RESET", "PASSWORD_CHANGED"})
    void a_mail_about_a_password_leads_to_where_one_is_chosen(Mail mail) {
        Letter letter =
                templates.write(
                        mail,
                        Map.of(
                                "link",
                                "https://example.com/p#x",
                                "address",
                                "https://example.com"));

        assertThat(letter.subject()).contains("password");
        assertThat(letter.text()).contains("https://example.com").doesNotContain("{{");
        assertThat(letter.html()).contains("href=\"https://example.com").doesNotContain("{{");
    }

    @Test
    void without_a_message_there_is_no_word_of_one() {
        Letter letter = templates.write(Mail.INVITATION, invitation(null));

        assertThat(letter.text()).doesNotContain("They write");
        assertThat(letter.html()).doesNotContain("They write");
    }

    @Test
    void what_a_seller_writes_is_no_template_and_no_markup() {
        Letter letter =
                templates.write(Mail.INVITATION, invitation("{{link}} <script>alert(1)</script>"));

        assertThat(letter.text()).contains("{{link}} <script>");
        assertThat(letter.html()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    private static Map<String, @Nullable Object> invitation(@Nullable String message) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("seller", "Roe Media");
        values.put("name", "Bea");
        values.put("message", message);
        values.put("fields", "first_name, email");
        values.put("until", "6 December 2026, 12:00 UTC");
        values.put("link", "https://example.com/invitation#x");
        return values;
    }
}

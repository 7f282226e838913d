package io.waybill.intake.submission.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.ReplyFormat;
import io.waybill.intake.waiting.Answer.Concluded;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

    private static final UUID LEAD = UUID.fromString("0192f0a0-0000-7000-8000-000000000009");

    @Test
    void an_answer_in_json() {
        assertThat(
                        AnswerText.concluded(
                                ReplyFormat.JSON,
                                answer("failure", "bad!", "0.0000"),
                                Purpose.SUBMIT))
                .isEqualTo(
                        "{\"outcome\":\"failure\",\"reason\":\"bad!\",\"lead\":{\"id\":\"%s\"},\"price\":0}"
                                .formatted(LEAD));
    }

    @Test
    void without_a_reason_there_is_no_key() {
        assertThat(
                        AnswerText.concluded(
                                ReplyFormat.JSON, answer("success", "", "1.5000"), Purpose.SUBMIT))
                .isEqualTo(
                        "{\"outcome\":\"success\",\"lead\":{\"id\":\"%s\"},\"price\":1.5}"
                                .formatted(LEAD));
    }

    @Test
    void an_answer_in_xml() {
        assertThat(
                        AnswerText.concluded(
                                ReplyFormat.TEXT_XML,
                                answer("failure", "Duplicate", "100"),
                                Purpose.SUBMIT))
                .isEqualTo(
                        """
                        <?xml version="1.0"?>
                        <result>
                          <outcome>failure</outcome>
                          <reason>Duplicate</reason>
                          <lead>
                            <id>%s</id>
                          </lead>
                          <price>100</price>
                        </result>\
                        """
                                .formatted(LEAD));
    }

    @Test
    void the_answer_to_a_ping_names_no_lead() {
        assertThat(
                        AnswerText.concluded(
                                ReplyFormat.JSON, answer("success", "", "10"), Purpose.PING))
                .isEqualTo("{\"outcome\":\"success\",\"price\":10}");
        assertThat(
                        AnswerText.concluded(
                                ReplyFormat.XML, answer("failure", "no bid", "0"), Purpose.PING))
                .contains("<reason>no bid</reason>\n  <price>0</price>")
                .doesNotContain("lead");
        assertThat(AnswerText.noBid(ReplyFormat.JSON, "Flow is disabled"))
                .isEqualTo("{\"outcome\":\"failure\",\"reason\":\"Flow is disabled\",\"price\":0}");
    }

    @Test
    void text_is_escaped() {
        Concluded answer = answer("error", "a<b>&\"c\"\n\u0001", "0");

        assertThat(AnswerText.concluded(ReplyFormat.JSON, answer, Purpose.SUBMIT))
                .contains("\"reason\":\"a<b>&\\\"c\\\"\\n\\u0001\"");
        assertThat(AnswerText.concluded(ReplyFormat.XML, answer, Purpose.SUBMIT))
                .contains("<reason>a&lt;b&gt;&amp;\"c\"\n\uFFFD</reason>");
    }

    @Test
    void a_pending_answer_and_a_message() {
        assertThat(AnswerText.pending(ReplyFormat.JSON, LEAD))
                .isEqualTo("{\"outcome\":\"pending\",\"lead\":{\"id\":\"%s\"}}".formatted(LEAD));
        assertThat(AnswerText.pending(ReplyFormat.XML, LEAD))
                .contains("<outcome>pending</outcome>")
                .doesNotContain("price");
        assertThat(AnswerText.message(ReplyFormat.JSON, "Flow is disabled"))
                .isEqualTo("{\"message\":\"Flow is disabled\"}");
        assertThat(AnswerText.message(ReplyFormat.XML, "Flow is disabled"))
                .isEqualTo(
                        "<?xml version=\"1.0\"?>\n<result>\n  <message>Flow is disabled</message>\n</result>");
    }

    private static Concluded answer(String outcome, String reason, String price) {
        return new Concluded(
                LEAD,
                outcome,
                Optional.of(reason).filter(text -> !text.isEmpty()),
                new BigDecimal(price));
    }
}

package io.waybill.feedback.leadfeedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackReplyTest {

    private static final UUID LEAD = new UUID(7, 7);
    private static final FeedbackReply TAKEN =
            new FeedbackReply.Handled("success", Optional.empty(), LEAD);
    private static final FeedbackReply REFUSED =
            new FeedbackReply.Handled(
                    "failure", Optional.of("Return feedback is not enabled"), LEAD);

    @Test
    void json_has_a_reason_only_where_there_is_one() {
        assertThat(TAKEN.in(ReplyFormat.JSON))
                .isEqualTo(
                        "{\"outcome\":\"success\",\"lead\":{\"id\":\"" + LEAD + "\"},\"price\":0}");
        assertThat(REFUSED.in(ReplyFormat.JSON))
                .isEqualTo(
                        "{\"outcome\":\"failure\",\"reason\":\"Return feedback is not enabled\",\"lead\":{\"id\":\""
                                + LEAD
                                + "\"},\"price\":0}");
        assertThat(new FeedbackReply.Message("no \"way\"").in(ReplyFormat.JSON))
                .isEqualTo("{\"message\":\"no \\\"way\\\"\"}");
    }

    @Test
    void xml_says_the_same() {
        assertThat(REFUSED.in(ReplyFormat.XML))
                .endsWith(
                        "<result><outcome>failure</outcome><reason>Return feedback is not enabled</reason><lead><id>"
                                + LEAD
                                + "</id></lead><price>0</price></result>");
        assertThat(new FeedbackReply.Message("a<b").in(ReplyFormat.TEXT_XML))
                .endsWith("<result><message>a&lt;b</message></result>");
        assertThat(new FeedbackReply.Message("a\u0000b").in(ReplyFormat.XML))
                .endsWith("<result><message>ab</message></result>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | JSON",
                "*/* | JSON",
                "application/json | JSON",
                "application/xml | XML",
                "text/xml | TEXT_XML",
                "text/html, application/xml;q=0.9, */*;q=0.8 | XML",
                "application/json;q=0.5, text/xml | TEXT_XML",
                "application/* | JSON",
                "application/json;q=0, */* | XML",
                "text/html | none",
                "application/json;q=0 | none",
                "application/json;q=abc | none",
            })
    void the_form_follows_the_qualities_of_accept(
            @Nullable String accept, @Nullable ReplyFormat format) {
        assertThat(ReplyFormat.of(accept).orElse(null)).isEqualTo(format);
    }
}

package io.waybill.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormatTest {

    @Test
    void without_a_wish_the_answer_is_json() {
        assertThat(ReplyFormat.negotiate(null)).contains(ReplyFormat.JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|JSON",
                "*/*|JSON",
                "*|JSON",
                "application/json|JSON",
                "APPLICATION/JSON;charset=utf-8|JSON",
                "application/xml|XML",
                "text/xml|TEXT_XML",
                "text/*|TEXT_XML",
                "application/*|JSON",
                "text/xml, application/json;q=0.5|TEXT_XML",
                "text/xml;q=0.5, application/json;q=0.9|JSON",
                "application/json, text/xml|JSON",
                "text/html, */*;q=0.1|JSON",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|XML",
                "*/*, application/xml|XML",
                "application/json;q=0, */*|XML",
                "application/json;q=nonsense|JSON",
                "application/xml;q=0.3,application/json;q=0.30001|JSON",
                ";;,,application/xml|XML"
            })
    void the_best_acceptable_format_is_taken(String accept, ReplyFormat format) {
        assertThat(ReplyFormat.negotiate(accept)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "image/*",
                "json",
                "application/",
                "*/*;q=0"
            })
    void where_nothing_is_acceptable_there_is_no_format(String accept) {
        assertThat(ReplyFormat.negotiate(accept)).isEmpty();
    }
}

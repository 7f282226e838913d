package io.waybill.delivery.reply.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.waybill.delivery.reply.ReplyDocument;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XPathCostTest {

    private static final String LARGE = "<r>" + "<a><b>x</b></a>".repeat(900) + "</r>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//*[position()=last()]//*[position()=last()]//*[position()=last()]",
                "//*[last()]//*[count(*)>0]//*[last()]//*[count(*)>0]"
            })
    void comparing_all_elements_again_and_again_finds_nothing(String path) {
        ReplyDocument reply = ReplyDocuments.parse("text/xml", LARGE);

        assertThat(assertTimeout(Duration.ofSeconds(2), () -> reply.at(path))).isEmpty();
    }

    @Test
    void a_small_reply_is_searched_in_any_way() {
        ReplyDocument reply = ReplyDocuments.parse("text/xml", "<r><a>1</a><a>2</a></r>");

        assertThat(reply.at("//*[position()=last()]//a[last()]").toString()).isEqualTo("[2]");
    }

    @Test
    void what_is_usual_is_found_in_a_large_reply() {
        ReplyDocument reply = ReplyDocuments.parse("text/xml", LARGE);

        assertThat(reply.at("//a[1]/b")).isEqualTo(List.of("x"));
        assertThat(reply.at("//a[last()]/b")).isEqualTo(List.of("x"));
    }

    @Test
    void many_paths_in_a_large_reply_end_together() {
        ReplyDocument reply = ReplyDocuments.parse("text/xml", LARGE);

        assertThatThrownBy(() ->
                        WorkLimit.within(() -> {
                            for (int i = 0; i < 100; i++) {
                                reply.at("//a[last()]/b");
                            }
                            return "";
                        }))
                .isInstanceOf(TooMuchWork.class);
    }
}

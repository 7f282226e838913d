package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path means the same alone and within text. */
class TemplatePathTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "mortgage.property.state", "TX",
                                    "mortgage.phone", FieldType.PHONE.parse("512-789-1111"),
                                    "tags", List.of("a", "b"),
                                    "rows", List.of(Map.of("x.y", 1)))));

    @ParameterizedTest
    @CsvSource({
        "lead.mortgage.property.state, TX",
        "lead.mortgage.phone.area, 512",
        "lead.mortgage.nothing, ''",
        "lead.mortgage.property, ''",
        "lead.tags[1], b",
        "lead.tags[2], ''",
        "lead.nothing[0], ''",
        "lead.rows[0].x.y, 1"
    })
    void a_path_is_found_alone_and_within_text(String path, String text) {
        assertThat(Template.compile("{{" + path + "}}").renderText(VARS)).isEqualTo(text);
        assertThat(Template.compile("<{{" + path + "}}>").renderText(VARS))
                .isEqualTo("<" + text + ">");
        assertThat(Template.compile("<{{lowercase " + path + "}}>").renderText(VARS))
                .isEqualTo("<" + text.toLowerCase(java.util.Locale.ROOT) + ">");
    }

    @Test
    void brackets_in_text_and_in_quotes_stay() {
        assertThat(Template.compile("a[0] {{lead.tags[0]}} b[1]").renderText(VARS))
                .isEqualTo("a[0] a b[1]");
        assertThat(
                        Template.compile("{{replace lead.tags[0] pattern=\"a\" replace=\"x[0]\"}}.")
                                .renderText(VARS))
                .isEqualTo("x[0].");
        assertThat(Template.compile("{{! it's a[0] }}{{lead.tags.[1]}}.").renderText(VARS))
                .isEqualTo("b.");
    }

    @Test
    void what_is_read_is_told_by_its_dotted_path() {
        assertThat(Template.compile("<{{lead.tags[0]}}>").variables())
                .containsExactly("lead.tags.0");
    }
}

package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "email", FieldType.EMAIL.parse("Joe@Example.com"),
                                    "phone_1", FieldType.PHONE.parse("512-789-1111"),
                                    "amount", new BigDecimal("10.50"),
                                    "opted_in", FieldType.BOOLEAN.parse("no"),
                                    "note", "<b>\"x\" & y</b>",
                                    "tags", List.of("a", "b"))));

    @Test
    void a_text_without_variables_is_itself() {
        Template template = Template.compile("Hello World");
        assertThat(template.isLiteral()).isTrue();
        assertThat(template.render(VARS)).isEqualTo("Hello World");
    }

    @Test
    void one_variable_keeps_its_type() {
        assertThat(Template.compile("{{lead.email}}").render(VARS)).isInstanceOf(TypedValue.class);
        assertThat(Template.compile("{{ lead.amount }}").render(VARS))
                .isEqualTo(new BigDecimal("10.50"));
        assertThat(Template.compile("{{lead.tags[1]}}").render(VARS)).isEqualTo("b");
        assertThat(Template.compile("{{lead.nothing}}").render(VARS)).isNull();
        assertThat(Template.compile("{{lead.nothing}}").renderText(VARS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Hi {{lead.email}}; Hi joe@example.com",
                "({{lead.phone_1.area}}); (512)",
                "{{lead.amount}} USD; 10.50 USD",
                "a{{lead.nothing}}b; ab",
                "{{#if lead.nothing}}yes{{else}}no{{/if}}; no",
                "{{#if lead.opted_in}}in{{else}}out{{/if}}; out",
                "{{#unless lead.opted_in}}out{{/unless}}; out",
                "{{#each lead.tags}}[{{this}}]{{/each}}; [a][b]",
                "{{#with lead}}{{email.domain}}{{/with}}; Example.com",
                "{{lookup lead.tags 1}}!; b!",
                "{{lead.tags}}.; a,b.",
                "x {{lead.note}}; x <b>\"x\" & y</b>",
            })
    void text_with_variables_is_written_without_escaping(String template, String text) {
        assertThat(Template.compile(template).render(VARS)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{> /etc/passwd}}", "{{#> x}}{{/x}}", "{{~> x}}", "{{#*inline \"x\"}}{{/inline}}",
                "{{=<% %>=}}<%> x%>", "{{include \"x\"}} y", "{{log lead}} y",
                        "{{#block \"x\"}}{{/block}}",
                "{{precompile \"x\"}} y", "{{#lead.tags}}x{{/lead.tags}}", "{{#if x}}", "{{lead.",
                "{{format lead.amount \"0\"}}", "{{#each lead.tags}}x{{/if}}"
            })
    void what_could_reach_out_or_does_not_parse_is_refused(String template) {
        assertThatThrownBy(() -> Template.compile(template)).isInstanceOf(InvalidTemplate.class);
    }

    @Test
    void java_objects_cannot_be_looked_into() {
        Template template =
                Template.compile("{{lead.note.class}}{{lead.note.bytes}}{{lead.tags.class.name}}|");
        assertThat(template.render(VARS)).isEqualTo("|");
    }

    @Test
    void output_and_repetition_are_bounded() {
        Vars many = Vars.of(Map.of("l", Collections.nCopies(200, "x"), "big", "x".repeat(200_000)));
        Template nested =
                Template.compile(
                        "{{#each l}}{{#each ../l}}{{#each ../../l}}{{/each}}{{/each}}{{/each}} ");
        Template long6 = Template.compile("{{#if big}}" + "{{big}}".repeat(6) + "{{/if}}");
        assertThatThrownBy(() -> nested.render(many)).isInstanceOf(TemplateFailed.class);
        assertThatThrownBy(() -> long6.render(many)).isInstanceOf(TemplateFailed.class);
        assertThatThrownBy(() -> Template.compile("x".repeat(70_000)))
                .isInstanceOf(InvalidTemplate.class);
        assertThatThrownBy(() -> Template.compile("{{#if a}}".repeat(40) + "{{/if}}".repeat(40)))
                .isInstanceOf(InvalidTemplate.class);
    }
}

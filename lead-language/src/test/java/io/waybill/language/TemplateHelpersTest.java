package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.language.WorkLimit.TooMuchWork;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateHelpersTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "email", FieldType.EMAIL.parse("Ada@Example.org"),
                                    "first_name", "Ada Zoë",
                                    "dob", FieldType.DATE.parse("1985-03-09"),
                                    "zip", FieldType.POSTAL_CODE.parse("60601"),
                                    "income", FieldType.NUMBER.parse("$52,000.50"),
                                    "score", FieldType.RANGE.parse("700-750"),
                                    "opted_in", FieldType.BOOLEAN.parse("yes"),
                                    "note", "#red #blue",
                                    "tags", List.of("a", "b"),
                                    "offers", List.of(Map.of("rate", 3), Map.of("rate", 4))),
                            "now",
                            "2024-06-30T22:30:00.000Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{{format lead.dob format=\"MMMM Do, YYYY\"}}; March 9th, 1985",
                "{{format lead.dob format=\"L\" timezone=\"America/Chicago\"}}; 03/09/1985",
                "{{format now format=\"YYYY-MM-DD HH:mm z\" timezone=\"Asia/Tokyo\"}}; 2024-07-01 07:30 JST",
                "{{format now operator=\"subtract\" days=\"1\"}}; 2024-06-29T22:30:00Z",
                "{{format lead.dob operator=\"add\" months=1}}; 1985-04-09",
                "{{format now format=\"LL\" locale=\"fr\"}}; 30 juin 2024",
                "{{format lead.income format=\"$0,0\"}}; $52,001",
                "{{format lead.score format=\"0.0\"}}; 725.0",
                "{{format \"1234\" format=\"0,0\"}}; 1,234",
                "{{format lead.tags}}; a,b",
                "{{format lead.opted_in dataType=\"String\"}}; true",
                "{{format lead.nothing format=\"0,0\"}};",
                "{{format lead.note format=\"YYYY\"}};",
                "{{uppercase lead.first_name}}; ADA ZOË",
                "{{lowercase lead.first_name}}; ada zoë",
                "{{substring lead.first_name start=\"5\"}}; Zoë",
                "{{substring lead.first_name start=\"1\" end=\"3\"}}; Ada",
                "{{substring lead.first_name start=\"6\" end=\"99\"}}; oë",
                "{{substring lead.first_name start=\"5\" end=\"2\"}};",
                "{{replace lead.email pattern=\"@\" replace=\" at \"}}; ada at example.org",
                "{{replace lead.zip pattern=\"regexp(0+)\" replace=\"-\"}}; 6-6-1",
                "{{extract lead.note pattern=\"#(\\w+)\"}}; red blue",
                "{{math \"lead.income / 1000\" format=\"0.0\"}}; 52.0",
                "{{math \"1 + 1\" dataType=\"String\"}}; 2",
                "{{uppercase (substring lead.first_name start=1 end=1)}}; A",
                "{{math \"lead.income * 2\"}} USD; 104001 USD",
                "{{#if (math \"lead.score > 700\")}}good{{else}}poor{{/if}}; good",
                "{{#each lead.offers}}{{math \"rate * 2\"}} {{/each}}; `6 8 `",
                "{{replace \"say \\\"hi\\\"\" pattern=\"\\\"\" replace=\"'\"}}; say 'hi'",
            })
    void helpers_write_text(String template, String text) {
        assertThat(Template.compile(template).render(VARS)).isEqualTo(text == null ? "" : text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{{math \"lead.income - 0.5\"}}; 52000",
                "{{math \"0.1 * 3\"}}; 0.30000000000000004",
                "{{format lead.zip dataType=\"Number\"}}; 60601",
                "{{format now format=\"X\" dataType=\"Number\"}}; 1719786600",
            })
    void a_single_call_may_give_a_number(String template, BigDecimal number) {
        assertThat(Template.compile(template).render(VARS)).isEqualTo(number);
    }

    @Test
    void what_is_no_number_gives_none() {
        assertThat(Template.compile("{{math \"lead.nothing * 2\"}}").render(VARS)).isNull();
        assertThat(Template.compile("{{math \"lead.nothing * 2\"}}!").render(VARS)).isEqualTo("!");
        assertThat(Template.compile("{{math \"lead.income > 1\"}}").render(VARS)).isEqualTo(true);
        assertThat(Template.compile("{{format lead.note dataType=\"Number\"}}").render(VARS))
                .isEqualTo("#red #blue");
    }

    @Test
    void a_hash_is_of_the_normal_values_and_the_salt() {
        String joined = rendered("{{sha256 \"ada@example.org60601pepper\"}}");

        assertThat(rendered("{{sha256 lead.email lead.zip salt=\"pepper\"}}")).isEqualTo(joined);
        assertThat(rendered("{{sha256 lead.email lead.zip \"pepper\"}}")).isEqualTo(joined);
        assertThat(rendered("{{md5 lead.email encoding=\"base64\"}}")).hasSize(24).endsWith("==");
        assertThat(rendered("{{md5 lead.nothing salt=\"pepper\"}}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{format}} {{format lead.dob \"YYYY\"}}",
                "{{format lead.dob pattern=\"YYYY\"}}",
                "{{format now timezone=\"Mars/Base\"}}",
                "{{format now operator=\"plus\" days=\"1\"}}",
                "{{format now operator=\"add\" days=\"soon\"}}",
                "{{format now dataType=\"Date\"}}",
                "{{math lead.formula}}",
                "{{math \"1 +\"}}",
                "{{math \"random()\"}}",
                "{{replace lead.note replace=\"x\"}}",
                "{{replace lead.note pattern=lead.zip replace=\"x\"}}",
                "{{extract lead.note pattern=\"[\"}}",
                "{{substring lead.note start=\"a\"}}",
                "{{md5 lead.email encoding=\"rot13\"}}",
                "{{sha3 lead.email}}",
                "{{uppercase (system \"x\")}}",
                "{{#format lead.dob}}x{{/format}}",
            })
    void a_call_that_cannot_work_is_refused_when_it_is_compiled(String template) {
        assertThatThrownBy(() -> Template.compile(template)).isInstanceOf(InvalidTemplate.class);
    }

    @Test
    void a_template_knows_what_it_reads() {
        Template template =
                Template.compile(
                        "{{!-- {{lead.gone}} --}}{{format lead.dob format=\"L\" timezone=lead.zone}}"
                                + "{{math \"a + max(b.c, PI)\"}}{{#if (uppercase d)}}{{e}}{{else if f}}x{{/if}}"
                                + "{{#each lead.tags as |tag|}}{{tag}}{{name}}{{/each}}{{g.h}}{{md5 \"i\" true 3}}");

        assertThat(template.variables())
                .containsExactlyInAnyOrder(
                        "lead.dob", "lead.zone", "a", "b.c", "d", "e", "f", "lead.tags", "g.h");
        assertThat(Template.compile("{{lead.email}}").variables()).containsExactly("lead.email");
        assertThat(Template.compile("lead.email").variables()).isEmpty();
    }

    @Test
    void hashes_and_patterns_are_work_like_any_other() {
        Vars big = Vars.of(Map.of("big", "x".repeat(900_000)));
        Template hash = Template.compile("{{whirlpool big}}");
        Template pattern = Template.compile("{{extract big pattern=\"(x+)+y\"}}");

        assertThatThrownBy(() -> pattern.render(big)).isInstanceOf(TemplateFailed.class);
        assertThatThrownBy(() ->
                        WorkLimit.within(() -> {
                            for (int i = 0; i < 100; i++) {
                                hash.render(big);
                            }
                            return "";
                        }))
                .isInstanceOf(TooMuchWork.class);
    }

    @Test
    void calls_are_nested_within_a_bound() {
        String deep = "(uppercase ".repeat(40) + "x" + ")".repeat(40);

        assertThatThrownBy(() -> Template.compile("{{uppercase " + deep + "}}"))
                .isInstanceOf(InvalidTemplate.class);
    }

    private static String rendered(String template) {
        return Template.compile(template).renderText(VARS);
    }
}

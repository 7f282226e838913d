package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that do without Handlebars come to the same as with it. */
class PlainTextTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "first_name", "Ada",
                                    "email", FieldType.EMAIL.parse("Joe@Example.com"),
                                    "phone_1", FieldType.PHONE.parse("512-789-1111"),
                                    "born", FieldType.DOB.parse("1980-06-02"),
                                    "nobody.knows", "dotted",
                                    "amount", new BigDecimal("1234.5"),
                                    "opted_in", true,
                                    "days", List.of("2026-03-04", "not a day"),
                                    "nested", Map.of("x", "1")),
                            "submission",
                            Map.of(
                                    "timestamp", "2026-03-08T09:59:59.999Z",
                                    "typed", FieldType.TIME.parse("2026-11-01T06:30:00Z"),
                                    "leap", "2026-03-08T24:00:00Z",
                                    "strange", "2026-13-08T09:59:59Z")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{lead.first_name}} {{lead.last_name}}",
                "<{{lead.email}}|{{{lead.email}}}|{{ lead.phone_1.area }}>",
                "{{lead.nobody.knows}}.{{lead.nobody}}.{{lead.nested}}.{{lead.nested.x}}",
                "{{lead.amount}} {{lead.opted_in}} {{lead.days}}",
                "{{lead.first_name}}\n\n{{lead.nothing}}\n",
                "{{format submission.timestamp format=\"HHmm\"}}",
                "{{format submission.typed format='dddd, MMMM Do YYYY h:mm a'}}",
                "{{format submission.timestamp format=\"HH:mm z\" timezone=\"America/New_York\"}}",
                "{{format submission.timestamp format=\"LLL\" locale=\"de\" timezone=\"america/chicago\"}}",
                "{{format submission.timestamp days=\"1\" operator=\"subtract\"}}",
                "{{format submission.leap format=\"YYYY-MM-DD HH\"}}",
                "{{format submission.strange format=\"YYYY\"}}",
                "{{format lead.amount format=\"0,0.00\"}}",
                "{{format lead.amount dataType=\"Number\"}}",
                "{{format lead.days format=\"D.M.\"}}",
                "{{format lead.born format=\"[born] YYYY\"}}",
                "{{format lead.nothing format=\"HHmm\"}}",
                "at {{format submission.timestamp format=\"H\"}} from {{lead.first_name}}"
            })
    void it_renders_as_handlebars_does(String source) {
        HandlebarsText handlebars = HandlebarsText.compile(source);
        PlainText plain = PlainText.of(source, handlebars.variables()).orElseThrow();
        UnaryOperator<String> encoding = text -> text.isEmpty() ? "" : "(" + text + ")";

        assertThat(plain.render(VARS, UnaryOperator.identity()))
                .isEqualTo(handlebars.render(VARS, UnaryOperator.identity()));
        assertThat(plain.render(VARS, encoding)).isEqualTo(handlebars.render(VARS, encoding));
        assertThat(plain.variables()).isEqualTo(handlebars.variables());
        assertThat(plain.renderValue(VARS)).isEqualTo(handlebars.renderValue(VARS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{this.x}} and {{lead.days.0}}",
                "{{lead.days[1]}}.",
                "{{~lead.email~}} x",
                "\\{{lead.email}}",
                "{{#if lead.email}}x{{/if}}",
                "{{! nothing }}{{lead.email}}",
                "{{format (lowercase lead.email) format=\"0\"}}",
                "{{format lead.amount format=lead.email}}",
                "{{format lead.amount days=2}}",
                "{{format \"2026-03-04\" format=\"YYYY\"}}",
                "{{uppercase lead.email}}",
                "{{price}} USD"
            })
    void what_needs_more_is_left_to_handlebars(String source) {
        assertThat(PlainText.of(source, HandlebarsText.compile(source).variables())).isEmpty();
    }

    @Test
    void its_work_is_bounded() {
        Template template = Template.compile("{{lead.long}}{{lead.long}}");
        String half = "x".repeat(TemplateBudget.CHARACTERS / 2 + 1);
        Vars vars = Vars.of(Map.of("lead", Map.of("long", half)));

        assertThatThrownBy(() -> template.render(vars)).isInstanceOf(TemplateFailed.class);
    }
}

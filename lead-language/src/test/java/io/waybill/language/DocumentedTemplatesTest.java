package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of the page for owners, with the lead that it describes. */
class DocumentedTemplatesTest {

    private static final Path PAGE = Path.of("../docs/templates.md");
    private static final Pattern EXAMPLE = Pattern.compile("^\\| `(\\{\\{.+)` \\| `(.+)` \\|$");
    private static final int AT_LEAST = 30;

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.ofEntries(
                                    Map.entry("first_name", "Grace"),
                                    Map.entry("email", FieldType.EMAIL.parse("Grace@Example.org")),
                                    Map.entry("phone_1", FieldType.PHONE.parse("(512) 789-1111")),
                                    Map.entry("city", "San Antonio"),
                                    Map.entry("birthday", FieldType.DATE.parse("1986-12-09")),
                                    Map.entry("income", FieldType.NUMBER.parse("$84,250.50")),
                                    Map.entry("loan", 310_000),
                                    Map.entry("home", 400_000),
                                    Map.entry("score", FieldType.RANGE.parse("700-750")),
                                    Map.entry("change", new BigDecimal("-1234.5")),
                                    Map.entry("note", "#roof #solar"),
                                    Map.entry("tags", List.of("a", "b")),
                                    Map.entry("zip", "78704")),
                            "timestamp",
                            FieldType.TIME.parse("2030-05-17T14:08:09.123Z")));

    @TestFactory
    Stream<DynamicTest> every_example_of_the_page_is_true() throws IOException {
        List<Matcher> examples =
                Files.readAllLines(PAGE).stream()
                        .map(EXAMPLE::matcher)
                        .filter(Matcher::matches)
                        .toList();
        assertThat(examples).hasSizeGreaterThan(AT_LEAST);
        return examples.stream()
                .map(example ->
                        DynamicTest.dynamicTest(
                                example.group(1),
                                () ->
                                        assertThat(
                                                        Template.compile(example.group(1))
                                                                .renderText(VARS))
                                                .isEqualTo(example.group(2))));
    }
}

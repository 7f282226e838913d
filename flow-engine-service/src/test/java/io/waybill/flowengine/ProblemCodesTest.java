package io.waybill.flowengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A code keeps its meaning for ever, so that all of them stand in the documentation. */
class ProblemCodesTest {

    private static final Pattern CODE = Pattern.compile("`(flow-engine\\.[a-z-]+)` \\| (\\d+)");

    @Test
    void every_code_stands_in_the_documentation_with_its_status() throws IOException {
        Matcher documented = CODE.matcher(Files.readString(Path.of("../docs/api.md")));
        List<String> codes =
                documented.results().map(code -> code.group(1) + " " + code.group(2)).toList();

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FlowEngineProblem.values())
                                .map(problem -> problem.code() + " " + problem.status())
                                .toList());
    }
}

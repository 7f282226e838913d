package io.waybill.delivery.settling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptOutcomeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, SUCCESS",
        "201, SUCCESS",
        "204, SUCCESS",
        "299, SUCCESS",
        "301, ERROR",
        "302, ERROR",
        "304, ERROR",
        "400, FAILURE",
        "404, FAILURE",
        "409, FAILURE",
        "429, FAILURE",
        "499, FAILURE",
        "500, ERROR",
        "503, ERROR",
        "600, ERROR",
        "999, ERROR",
        "100, ERROR"
    })
    void only_2xx_is_success_4xx_is_failure_and_all_else_is_an_error(
            int status, AttemptOutcome outcome) {
        assertThat(AttemptOutcome.ofStatus(status)).isEqualTo(outcome);
    }
}

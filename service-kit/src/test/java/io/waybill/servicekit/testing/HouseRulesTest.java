package io.waybill.servicekit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseRulesTest {

    private static final String ROOT = "io.waybill.servicekit.testing.counterexample";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(ROOT);
    private static final Map<String, ArchRule> RULES = HouseRules.of(ROOT).rules();

    @ParameterizedTest
    @CsvSource({
        "a core is pure Java, CoreWithFramework",
        "a core knows neither clock nor chance, CoreWithClock",
        "only kafka and store see Avro, EdgeWithAvro",
        "services do not import each other, EdgeWithOtherService",
        "only delivery opens HTTP clients, EdgeWithHttpClient"
    })
    void each_rule_rejects_its_counter_example_and_nothing_else(String name, String culprit) {
        ArchRule rule = RULES.get(name);

        assertThat(rule).isNotNull();
        assertThat(rule.evaluate(BROKEN).getFailureReport().getDetails())
                .isNotEmpty()
                .allSatisfy(detail -> assertThat(detail).contains(culprit));
    }

    @Test
    void every_rule_has_a_counter_example() {
        assertThat(RULES).hasSize(5);
    }

    @Test
    void a_service_that_gives_its_database_up_is_rejected() {
        Properties settings = new Properties();
        assertThatCode(() -> DatabaseAtStart.check(settings)).doesNotThrowAnyException();

        settings.setProperty("quarkus.flyway.migrate-at-start", "true");
        settings.setProperty("quarkus.flyway.connect-retries", "60");
        assertThatThrownBy(() -> DatabaseAtStart.check(settings))
                .isInstanceOf(AssertionError.class);

        settings.setProperty("quarkus.flyway.connect-retries", "2147483647");
        assertThatCode(() -> DatabaseAtStart.check(settings)).doesNotThrowAnyException();
    }
}

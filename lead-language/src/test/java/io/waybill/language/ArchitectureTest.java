package io.waybill.language;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final ArchRule PURE_JAVA =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify.annotations..",
                            "com.google.i18n.phonenumbers..",
                            "com.github.jknack.handlebars..",
                            "org.bouncycastle.crypto..",
                            "io.waybill.language..");

    private static final ArchRule NO_CLOCK_AND_NO_CHANCE =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random");

    private static final JavaClasses LANGUAGE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.waybill.language");

    @Test
    void the_language_depends_on_java_phone_numbers_handlebars_and_hashes_only() {
        PURE_JAVA.check(LANGUAGE);
    }

    @Test
    void the_language_reads_no_clock_and_draws_no_random_value() {
        NO_CLOCK_AND_NO_CHANCE.check(LANGUAGE);
    }

    @Test
    void a_class_that_breaks_the_rules_is_rejected() {
        JavaClasses bad = new ClassFileImporter().importClasses(Rejected.class);
        assertThat(PURE_JAVA.evaluate(bad).hasViolation()).isTrue();
        assertThat(NO_CLOCK_AND_NO_CHANCE.evaluate(bad).hasViolation()).isTrue();
    }

    /** What the rules are there to refuse. */
    static final class Rejected {
        Object violation() {
            return assertThat(Instant.now());
        }
    }
}

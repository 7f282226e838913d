package io.waybill.eventsourcing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.waybill.eventsourcing.counterexamples.BuyerTable;
import io.waybill.eventsourcing.counterexamples.JsonStore;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String HERE = "io.waybill.eventsourcing..";

    private static final Pattern DOMAIN_WORD =
            Pattern.compile(
                    "(^|[a-z0-9_])(Lead|Flow|Buyer|Seller|Recipient|Delivery|Feedback|Partner"
                            + "|Intake|Invitation|Campaign)s?([A-Z0-9_]|$)"
                            + "|^(lead|flow|buyer|seller|recipient|delivery|feedback|partner"
                            + "|intake|invitation|campaign)s?([A-Z0-9_]|$)");

    /** Plain Java, Kafka's client, the envelope: above all no framework and no one's events. */
    private static final ArchRule NO_FRAMEWORK =
            classes()
                    .that()
                    .resideInAPackage(HERE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            HERE,
                            "java..",
                            "javax.crypto..",
                            "javax.sql..",
                            "org.jspecify..",
                            "org.slf4j..",
                            "org.apache.kafka..",
                            "org.apache.avro..",
                            "io.waybill.schemas..",
                            "io.waybill.meta..");

    private static final ArchRule NO_DOMAIN_WORD =
            noClasses().that().resideInAPackage(HERE).should(haveADomainWord());

    /** A core that uses decisions must not get JDBC and Kafka with them. */
    private static final ArchRule NO_EDGE_IN_THE_CORE =
            noClasses()
                    .that()
                    .resideInAPackage("io.waybill.eventsourcing")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..store..", "java.sql..", "org.apache.kafka..");

    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.waybill.eventsourcing");

    private final JavaClasses bad =
            new ClassFileImporter().importClasses(BuyerTable.class, JsonStore.class);

    @Test
    void it_depends_on_no_framework_and_on_nobodys_events() {
        NO_FRAMEWORK.check(ours);
        assertThatThrownBy(() -> NO_FRAMEWORK.check(bad)).hasMessageContaining("JsonStore");
    }

    @Test
    void it_knows_no_word_of_the_domain() {
        NO_DOMAIN_WORD.check(ours);
        assertThatThrownBy(() -> NO_DOMAIN_WORD.check(bad))
                .hasMessageContaining("BuyerTable")
                .hasMessageContaining("leadIds");
    }

    @Test
    void what_a_core_uses_knows_no_edge() {
        NO_EDGE_IN_THE_CORE.check(ours);
    }

    @Test
    void a_domain_word_counts_only_as_a_word() {
        assertThat(Stream.of("overflow", "DataSource", "misleading")).noneMatch(this::isFound);
        assertThat(Stream.of("openLead", "flowId", "Buyers")).allMatch(this::isFound);
    }

    private boolean isFound(String name) {
        return DOMAIN_WORD.matcher(name).find();
    }

    private static ArchCondition<JavaClass> haveADomainWord() {
        return new ArchCondition<>("have a domain word in the name of a class or member") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<String> names =
                        Stream.concat(
                                Stream.of(type.getSimpleName()),
                                type.getMembers().stream().map(JavaMember::getName));
                names.filter(name -> DOMAIN_WORD.matcher(name).find())
                        .forEach(name ->
                                events.add(
                                        SimpleConditionEvent.satisfied(
                                                type, type.getName() + ": " + name)));
            }
        };
    }
}

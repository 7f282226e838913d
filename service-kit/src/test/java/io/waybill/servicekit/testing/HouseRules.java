package io.waybill.servicekit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that keep every service a house. Below the service's root package, {@code http}, {@code
 * kafka} and {@code store} are edges, and so is the root package itself, which wires; every other
 * package is core.
 */
public final class HouseRules {

    private static final Set<String> SERVICES =
            Set.of(
                    "intake",
                    "flowengine",
                    "delivery",
                    "feedback",
                    "partner",
                    "reporting",
                    "local",
                    "systemtests");

    private static final Set<String> NOT_IN_A_CORE =
            Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime", "systemUTC", "random");

    private final String root;
    private final Set<String> edges;

    private HouseRules(String root, String... moreEdges) {
        this.root = root;
        this.edges = new TreeSet<>(Set.of("http", "kafka", "store"));
        edges.addAll(List.of(moreEdges));
    }

    /**
     * One test for each rule, for a {@code @TestFactory} of the service.
     *
     * @param moreEdges names of further packages that are edges, for example {@code smtp}
     */
    public static Stream<DynamicTest> tests(String root, String... moreEdges) {
        JavaClasses service =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("/v1/"))
                        .importPackages(root);
        if (service.isEmpty()) {
            throw new AssertionError("no class in package " + root);
        }
        Stream<DynamicTest> rules =
                of(root, moreEdges).rules().entrySet().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(
                                        rule.getKey(), () -> rule.getValue().check(service)));
        return Stream.concat(
                rules,
                Stream.of(DynamicTest.dynamicTest(DatabaseAtStart.RULE, DatabaseAtStart::check)));
    }

    static HouseRules of(String root, String... moreEdges) {
        return new HouseRules(root, moreEdges);
    }

    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("a core is pure Java", pureCores());
        rules.put("a core knows neither clock nor chance", noClockNorChance());
        rules.put("only kafka and store see Avro", avroAtTheEdges());
        rules.put("services do not import each other", noOtherService());
        if (!root.endsWith(".delivery")) {
            rules.put("only delivery opens HTTP clients", noHttpClients());
        }
        return rules;
    }

    private ArchRule pureCores() {
        return classes()
                .that(core())
                .should()
                .onlyDependOnClassesThat(core().or(pureLibraries()).as("are pure Java"))
                .allowEmptyShould(true);
    }

    private ArchRule noClockNorChance() {
        return noClasses()
                .that(core())
                .should()
                .accessTargetWhere(asksClockOrChance())
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, java.security.SecureRandom.class)
                .allowEmptyShould(true);
    }

    private ArchRule avroAtTheEdges() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("..kafka..", "..store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.waybill.*.v1..")
                .allowEmptyShould(true);
    }

    private ArchRule noOtherService() {
        return noClasses().should().dependOnClassesThat(otherService());
    }

    private static ArchRule noHttpClients() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "io.vertx.ext.web.client..",
                        "jakarta.ws.rs.client..",
                        "org.eclipse.microprofile.rest.client..",
                        "org.apache.http..",
                        "okhttp3..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.vertx\\..*HttpClient|java\\.net\\.(HttpURLConnection|Socket)");
    }

    private DescribedPredicate<JavaClass> core() {
        return describe(
                "are in a core package of " + root,
                type -> isInCore(type.getBaseComponentType().getPackageName()));
    }

    private boolean isInCore(String packageName) {
        return packageName.startsWith(root + ".")
                && Arrays.stream(packageName.substring(root.length() + 1).split("\\."))
                        .noneMatch(edges::contains);
    }

    private static DescribedPredicate<JavaClass> pureLibraries() {
        return describe(
                "are pure libraries",
                type -> {
                    JavaClass element = type.getBaseComponentType();
                    String name = element.getName();
                    return element.isPrimitive()
                            || (name.startsWith("java.")
                                    && !name.startsWith("java.sql.")
                                    && !name.startsWith("java.net.http."))
                            || name.startsWith("org.jspecify.")
                            || name.startsWith("io.waybill.language.")
                            || name.startsWith("io.waybill.eventsourcing.Decision")
                            || name.equals("io.waybill.servicekit.auth.Role");
                });
    }

    private static DescribedPredicate<JavaAccess<?>> asksClockOrChance() {
        return DescribedPredicate.describe(
                "ask for the time or a random value",
                access -> {
                    String owner = access.getTargetOwner().getName();
                    return NOT_IN_A_CORE.contains(access.getTarget().getName())
                            && (owner.startsWith("java.time.")
                                    || owner.equals(UUID.class.getName())
                                    || owner.equals(System.class.getName())
                                    || owner.equals(Math.class.getName())
                                    || owner.equals(Instant.class.getName()));
                });
    }

    private DescribedPredicate<JavaClass> otherService() {
        return describe(
                "are in another service",
                type -> {
                    String name = type.getBaseComponentType().getPackageName();
                    return !isWithin(name, root)
                            && !name.contains(".v1")
                            && SERVICES.stream()
                                    .anyMatch(service -> isWithin(name, "io.waybill." + service));
                });
    }

    private static boolean isWithin(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    private static DescribedPredicate<JavaClass> describe(
            String what, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(what, test);
    }
}

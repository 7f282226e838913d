package io.waybill.benchmarks;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import io.waybill.language.LeadData;
import io.waybill.language.RuleSet;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many rules one core evaluates in a second, all of them within the limit on work that holds in
 * the engine. Where ten rules are evaluated, all hold, so that none is left out.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuleEvaluation {

    private static final int RULES = 10;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Map<String, Object> submission =
            Map.ofEntries(
                    Map.entry("first_name", "Ann"),
                    Map.entry("last_name", "Smith"),
                    Map.entry("email", "Ann.Smith@example.com"),
                    Map.entry("phone_1", "(512) 789-1111"),
                    Map.entry("address_1", "1 Main St"),
                    Map.entry("city", "Austin"),
                    Map.entry("state", "Texas"),
                    Map.entry("postal_code", "78704"),
                    Map.entry("born", "1980-06-02"),
                    Map.entry("income", "$50,000"),
                    Map.entry("credit", "700 - 749"),
                    Map.entry("is_test", "no"),
                    Map.entry("comments", "Please call in the morning"));

    private final RuleSet typical =
            rules(
                    rule("lead.state", "is included in", List.of("TX", "CA", "NY", "FL", "OH")),
                    rule("lead.state", "is not equal to", "AK"),
                    rule("lead.email", "is not blank", ""),
                    rule("lead.email", "format is valid", ""),
                    rule("lead.phone_1.area", "is equal to", "512"),
                    rule("lead.is_test", "is not true", ""),
                    rule("lead.income", "is greater than", 40_000),
                    rule("lead.credit", "is greater than or equal to", 700),
                    rule("lead.born.age", "is between", "25-65"),
                    rule("lead.comments", "does not include", "do not call"));

    private final RuleSet longList =
            rules(
                    rule(
                            "lead.postal_code",
                            "is included in",
                            IntStream.range(70_000, 80_000).boxed().toList()));

    private final RuleSet pattern = rules(rule("lead.email", "matches pattern", "@example\\.com$"));

    private final RuleSet dayPart =
            rules(
                    rule(
                            "{{format submission.timestamp format=\"HHmm\"}}",
                            "is between",
                            "0830-1645"));

    private final FieldCatalogue fields = catalogue();
    private final Vars vars = typed();

    @Benchmark
    @OperationsPerInvocation(RULES)
    public boolean typicalRules() {
        return holds(typical, vars);
    }

    /** The fields are typed and read anew, as for the first rules of a lead; counts rules too. */
    @Benchmark
    @OperationsPerInvocation(RULES)
    public boolean typicalRulesOfANewLead() {
        return holds(typical, typed());
    }

    @Benchmark
    public boolean listOfTenThousand() {
        return holds(longList, vars);
    }

    @Benchmark
    public boolean pattern() {
        return holds(pattern, vars);
    }

    @Benchmark
    public boolean timeOfDay() {
        return holds(dayPart, vars);
    }

    private static boolean holds(RuleSet rules, Vars vars) {
        return WorkLimit.within(() -> rules.evaluate(vars).pass());
    }

    private Vars typed() {
        return Vars.of(
                Map.of(
                        "lead",
                        LeadData.type(submission, fields, NOW),
                        "submission",
                        Map.of("timestamp", FieldType.TIME.parse(NOW.toString()))));
    }

    private static FieldCatalogue catalogue() {
        Map<String, FieldType> own = new HashMap<>();
        own.put("born", FieldType.DOB);
        own.put("income", FieldType.NUMBER);
        own.put("credit", FieldType.RANGE);
        own.put("is_test", FieldType.BOOLEAN);
        return FieldCatalogue.standard().with(own);
    }

    private static Map<String, Object> rule(String lhv, String op, Object rhv) {
        return Map.of("lhv", lhv, "op", op, "rhv", rhv);
    }

    @SafeVarargs
    private static RuleSet rules(Map<String, Object>... rules) {
        return RuleSet.parse(Map.of("op", "and", "rules", List.of(rules)));
    }
}

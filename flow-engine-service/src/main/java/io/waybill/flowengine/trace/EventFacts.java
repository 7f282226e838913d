package io.waybill.flowengine.trace;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event recorded, JSON-ready. Events are records, and everything in them is a fact: read by
 * their components, so that nothing that a decision depended on can be forgotten here.
 */
public final class EventFacts {

    /** Told elsewhere, or the lead itself. */
    private static final Set<String> LEFT_OUT =
            Set.of("lead", "mapped", "stepId", "idempotencyKeyHash", "reason");

    private EventFacts() {}

    /** The event as names on topics and in the API go: {@code LeadAccepted} is lead_accepted. */
    public static String name(LeadRunEvent event) {
        return snake(told(event).getClass().getSimpleName());
    }

    /** Of an event of the counters, what is inside. */
    private static Object told(LeadRunEvent event) {
        return event instanceof LeadRunEvent.Counted(CounterEvent inner) ? inner : event;
    }

    /** Everything that it recorded beside what is told elsewhere. */
    static Map<String, Object> of(LeadRunEvent event) {
        return of(event, LEFT_OUT);
    }

    /**
     * Everything that it recorded; for comparing, since it holds values of the lead. Numbers are
     * alike whatever they were read from, as JSON has whole numbers where decimals were written,
     * and so are maps in whatever order, as Avro keeps none.
     */
    public static Map<String, Object> all(LeadRunEvent event) {
        Map<String, Object> facts = of(event, Set.of());
        facts.replaceAll((_, fact) -> comparable(fact));
        return facts;
    }

    private static Object comparable(Object fact) {
        return switch (fact) {
            case Number number -> amount(new BigDecimal(number.toString()));
            case Collection<?> items -> items.stream().map(EventFacts::comparable).toList();
            case Map<?, ?> map -> {
                Map<String, Object> comparable = new TreeMap<>();
                map.forEach((key, item) -> comparable.put(key.toString(), comparable(item)));
                yield comparable;
            }
            default -> fact;
        };
    }

    private static Map<String, Object> of(LeadRunEvent event, Set<String> leftOut) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (told(event) instanceof Record record) {
            components(record)
                    .forEach((name, value) -> {
                        if (!leftOut.contains(name)) {
                            put(facts, snake(name), value);
                        }
                    });
        }
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        Object plain = plain(value);
        boolean empty = plain instanceof Collection<?> items && items.isEmpty();
        if (plain != null && !empty) {
            facts.put(name, plain);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> plain(optional.orElse(null));
            case BigDecimal number -> amount(number);
            case Number number -> number;
            case Boolean flag -> flag;
            case Duration duration -> duration.toMillis() + " ms";
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Collection<?> items -> {
                List<@Nullable Object> plain = new ArrayList<>();
                items.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case Map<?, ?> map -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                map.forEach((key, item) -> put(plain, key.toString(), item));
                yield plain;
            }
            case Record record -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                components(record).forEach((name, item) -> put(plain, snake(name), item));
                yield plain;
            }
            default -> value.toString();
        };
    }

    /** Amounts have four decimals wherever they come from. */
    private static String amount(BigDecimal number) {
        return (number.scale() < 4 ? number.setScale(4) : number).toPlainString();
    }

    private static Map<String, @Nullable Object> components(Record record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException neverOfAPublicRecord) {
                throw new IllegalStateException(neverOfAPublicRecord);
            }
        }
        return values;
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}

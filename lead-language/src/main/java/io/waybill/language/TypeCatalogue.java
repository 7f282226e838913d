package io.waybill.language;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which operators and components each type has. */
final class TypeCatalogue {

    /** {@code type: groups of operators; name and type of each component}. */
    private static final String TABLE =
            """
            boolean: truth blank format;
            city: equal blank obscene format include pattern; raw string
            credential: equal blank include;
            date: equal order blank format between; raw string
            dob: equal order blank format between; raw string, age number, year number
            email: equal blank obscene format include pattern; raw string, user string, \
            domain string, host string, tld string, is_free boolean, is_disposable boolean
            first_name: equal blank obscene format pattern; raw string
            gender: equal blank format; raw string, abbr string
            ip: equal blank format include; raw string, is_ipv4 boolean, ipv6_format string
            last_name: equal blank obscene format pattern; raw string
            number: equal order blank format include between;
            phone: equal blank format include; raw string, area string, exchange string, \
            line string, number string, extension string, country_code string, \
            country_calling_code number, type string, is_tollfree boolean
            postal_code: equal blank format include pattern; raw string, country_code string, \
            zip string, four string, fsa string, ldu string, outcode string, incode string
            range: equal order blank format include; raw string, mid number, max number, \
            min number, avg number
            ssn: equal blank format include; raw string, first_three string, \
            middle_two string, last_four number
            state: equal blank obscene include; raw string, name string
            street: equal blank obscene format include pattern; raw string, number string, \
            name string
            string: equal blank obscene include pattern;
            time: equal order blank format between; raw string
            trustedform_url: blank format; raw string, type string, cert_id string, \
            is_masked boolean, is_web boolean, is_mobile boolean, is_facebook boolean, \
            host string, path string
            url: equal blank obscene format include; raw string, protocol string, host string, \
            port string, path string, query string, hash string
            """;

    private static final Map<FieldType, Set<Operator>> OPERATORS = new EnumMap<>(FieldType.class);
    private static final Map<FieldType, Map<String, FieldType>> COMPONENTS =
            new EnumMap<>(FieldType.class);

    static {
        TABLE.lines().forEach(TypeCatalogue::read);
    }

    private TypeCatalogue() {}

    static Set<Operator> operators(FieldType type) {
        return OPERATORS.getOrDefault(type, Set.of());
    }

    static Map<String, FieldType> components(FieldType type) {
        return COMPONENTS.getOrDefault(type, Map.of());
    }

    private static void read(String line) {
        int colon = line.indexOf(':');
        int semicolon = line.indexOf(';');
        FieldType type = FieldType.of(line.substring(0, colon));
        Set<String> groups =
                Arrays.stream(line.substring(colon + 1, semicolon).strip().split(" "))
                        .collect(Collectors.toSet());
        Set<Operator> operators = EnumSet.noneOf(Operator.class);
        for (Operator operator : Operator.values()) {
            if (groups.contains(operator.group())) {
                operators.add(operator);
            }
        }
        OPERATORS.put(type, Collections.unmodifiableSet(operators));
        COMPONENTS.put(type, components(line.substring(semicolon + 1)));
    }

    private static Map<String, FieldType> components(String list) {
        Map<String, FieldType> components = new LinkedHashMap<>();
        if (!list.isBlank()) {
            for (String component : list.split(",", -1)) {
                String[] words = component.strip().split(" ", 2);
                components.put(words[0], FieldType.of(words[1]));
            }
        }
        return Collections.unmodifiableMap(components);
    }
}

package io.waybill.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.datafaker.Faker;

/** Contacts that nobody has. Some of them are from Florida and Texas, for the flow to stop. */
final class MadeUpLeads {

    private static final List<String> AREAS =
            List.of("212", "213", "303", "312", "404", "415", "503", "602", "617", "702");

    private MadeUpLeads() {}

    static List<Map<String, String>> some(int count, long seed) {
        var random = new Random(seed);
        var faker = new Faker(Locale.US, random);
        return IntStream.range(0, count).mapToObj(i -> one(faker, random, i)).toList();
    }

    private static Map<String, String> one(Faker faker, Random random, int number) {
        var first = faker.name().firstName();
        var last = faker.name().lastName();
        var mailbox = (first + "." + last + "." + number).toLowerCase(Locale.ROOT);
        var fields = new LinkedHashMap<String, String>();
        fields.put("first_name", first);
        fields.put("last_name", last);
        fields.put("email", mailbox.replaceAll("[^a-z0-9.]", "") + "@example.com");
        fields.put(
                "phone_1",
                "%s-%d-%04d"
                        .formatted(
                                AREAS.get(random.nextInt(AREAS.size())),
                                200 + random.nextInt(700),
                                random.nextInt(10_000)));
        fields.put("address_1", faker.address().streetAddress());
        fields.put("city", faker.address().city());
        fields.put("state", stateOf(faker, number));
        fields.put("postal_code", "%05d".formatted(10_000 + random.nextInt(80_000)));
        fields.put("company.name", faker.company().name());
        return fields;
    }

    private static String stateOf(Faker faker, int number) {
        return switch (number % 12) {
            case 2 -> "FL";
            case 5 -> "TX";
            case 8 -> DemoFlow.SLOW_BUYERS_STATE;
            default -> faker.address().stateAbbr();
        };
    }
}

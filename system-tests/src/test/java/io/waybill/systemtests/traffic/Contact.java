package io.waybill.systemtests.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.datafaker.Faker;

/** A person who asks for an offer; made from a seed, so that a failing run can be repeated. */
public record Contact(
        String firstName, String lastName, String email, String phone, String state, String zip) {

    /** As many different contacts as asked for. */
    public static List<Contact> some(int count, long seed) {
        Faker faker = new Faker(Locale.US, new Random(seed));
        return IntStream.range(0, count).mapToObj(i -> one(faker, i)).toList();
    }

    private static Contact one(Faker faker, int number) {
        String first = faker.name().firstName();
        String last = faker.name().lastName();
        return new Contact(
                first,
                last,
                "%s.%s.%d@example.com".formatted(first, last, number).toLowerCase(Locale.ROOT),
                "512-%03d-%04d".formatted(200 + number / 10_000, number % 10_000),
                number % 10 == 3 ? "FL" : number % 10 == 7 ? "TX" : "CA",
                "%05d".formatted(10_000 + number));
    }

    /** The fields as a source posts them. */
    public Map<String, String> fields() {
        return Map.of(
                "first_name", firstName,
                "last_name", lastName,
                "email", email,
                "phone_1", phone,
                "state", state,
                "postal_code", zip);
    }
}

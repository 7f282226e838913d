package io.waybill.systemtests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.PersonalDataSearch.Finding;
import io.waybill.systemtests.PersonalDataSearch.Kind;
import io.waybill.systemtests.PersonalDataSearch.Place;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people left is said back where it leaks most easily: a buyer's refusal names the person, and
 * so do the reasons of acceptance and of a filter, and feedback. None of it stands in clear.
 */
@ExtendWith(Installed.class)
final class PersonalDataIT {
    private static final int SEED = 63;
    private static final List<Contact> PEOPLE = Contact.some(40, SEED);
    private static final int FROM_FLORIDA = 3;
    private static final int FROM_TEXAS = 7;

    private static Buyer tellsTales;
    private static Seller seller;
    private static Source source;

    @BeforeAll
    static void everybody_is_named_by_somebody(House house) {
        tellsTales = new Buyer((n, body) -> new Buyer.Reply(422, refusalOf(body), Duration.ZERO));
        seller = Seller.signUp(house.stranger(), "personal-data");
        Seller.LiveFlow flow =
                seller.deploy(
                        Seller.draft(
                                "Personal data",
                                List.of(Seller.recipient("Tells tales", tellsTales.url(), "1"))));
        source = new Source(house.stranger(), flow.submitPath());
        source.post(PEOPLE, 10, Duration.ofSeconds(60));
        house.awaitSettled(source.acknowledged().values());
        tellsTales.bodies().forEach((eventId, body) -> giveBack(house, eventId, body));
    }

    @AfterAll
    static void buyer_closes() {
        tellsTales.close();
    }

    @Test
    void the_seller_reads_whom_a_reason_names() {
        assertThat(detailOf(FROM_FLORIDA))
                .contains("Not in Florida: " + Kind.FIRST_LAST.of(PEOPLE.get(FROM_FLORIDA)));
        assertThat(detailOf(FROM_TEXAS))
                .contains("No buyer in Texas for " + Kind.EMAIL.of(PEOPLE.get(FROM_TEXAS)));
        String named = namesOf(PEOPLE.getFirst());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(detailOf(0))
                                .contains("We know " + named)
                                .contains("Gave back " + named));
    }

    @Test
    void no_personal_data_stands_in_clear_on_a_ledger_topic(House house) {
        PersonalDataSearch search = new PersonalDataSearch(PEOPLE);
        assertThat(search.findIn(house.ledger(), House.LEDGER_TOPICS)).isEmpty();
    }

    @Test
    void the_same_search_finds_each_kind_in_each_part_of_a_record_in_clear(House house) {
        PersonalDataSearch search = new PersonalDataSearch(PEOPLE);
        Contact person = PEOPLE.getFirst();
        String control =
                house.writeInClear(
                        Arrays.stream(Kind.values()).map(kind -> kind.of(person)).toList());
        Set<Finding> everything =
                Arrays.stream(Kind.values())
                        .flatMap(kind ->
                                Arrays.stream(Place.values())
                                        .map(place -> new Finding(kind, place, control)))
                        .collect(toSet());
        assertThat(search.findIn(house.ledger(), List.of(control)))
                .containsExactlyInAnyOrderElementsOf(everything);
    }

    private static String refusalOf(String body) {
        return "{\"reason\":\"We know " + namesOf(personOf(body)) + "\"}";
    }

    /** Posts feedback that names the person of a hand-over. */
    private static void giveBack(House house, String eventId, String body) {
        Http.Answer answer =
                house.stranger()
                        .post(
                                "/feedback?event_id=" + eventId,
                                Map.of(
                                        "type",
                                        "return",
                                        "reason",
                                        "Gave back " + namesOf(personOf(body))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static Contact personOf(String body) {
        return PEOPLE.stream()
                .filter(person -> body.contains(person.email()))
                .findFirst()
                .orElseThrow();
    }

    /** All that may leak of a person, in one sentence. */
    private static String namesOf(Contact person) {
        return String.join(
                ", ", Arrays.stream(Kind.values()).map(kind -> kind.of(person)).toList());
    }

    private static String detailOf(int contact) {
        return seller.api().get("/api/leads/" + source.leadOf(contact)).body();
    }
}

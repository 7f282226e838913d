package io.waybill.flowengine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateReserved;
import io.waybill.language.Vars;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DuplicateCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final UUID FLOW = new UUID(1, 1);
    private static final UUID OTHER_FLOW = new UUID(1, 2);
    private static final UUID ACCOUNT = new UUID(1, 3);
    private static final DuplicateCheck BY_MAIL =
            new DuplicateCheck("duplicate", List.of("lead.email"), Duration.ofDays(30), false);

    private final Tables tables = new Tables();

    @Test
    void of_two_equal_leads_at_the_same_moment_one_is_a_duplicate() {
        DuplicateEvent first = look(BY_MAIL, 1, "ada@example.org", NOON);
        DuplicateEvent second = look(BY_MAIL, 2, "ADA@example.org ", NOON);

        assertThat(first).isInstanceOf(DuplicateReserved.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        DuplicateFound.class,
                        found -> assertThat(found.known().leadId()).isEqualTo(lead(1)));
    }

    @Test
    void a_lead_that_came_to_nothing_is_not_known() {
        DuplicateEvent first = look(BY_MAIL, 1, "ada@example.org", NOON);
        settle(first, false);

        assertThat(look(BY_MAIL, 2, "ada@example.org", NOON)).isInstanceOf(DuplicateReserved.class);
    }

    @Test
    void a_lead_that_was_sold_is_known_until_its_window_is_over() {
        settle(look(BY_MAIL, 1, "ada@example.org", NOON), true);
        Instant end = NOON.plus(Duration.ofDays(30));

        assertThat(look(BY_MAIL, 2, "ada@example.org", end.minusMillis(1)))
                .isInstanceOf(DuplicateFound.class);
        assertThat(look(BY_MAIL, 3, "ada@example.org", end)).isInstanceOf(DuplicateReserved.class);
    }

    @Test
    void a_duplicate_that_is_sold_all_the_same_is_the_one_that_is_known_then() {
        settle(look(BY_MAIL, 1, "ada@example.org", NOON), true);
        settle(look(BY_MAIL, 2, "ada@example.org", NOON.plus(Duration.ofDays(20))), true);

        assertThat(look(BY_MAIL, 3, "ada@example.org", NOON.plus(Duration.ofDays(40))))
                .isInstanceOfSatisfying(
                        DuplicateFound.class,
                        found -> assertThat(found.known().leadId()).isEqualTo(lead(2)));
    }

    @Test
    void a_duplicate_that_fails_leaves_the_first_lead_known() {
        settle(look(BY_MAIL, 1, "ada@example.org", NOON), true);
        settle(look(BY_MAIL, 2, "ada@example.org", NOON), false);

        assertThat(look(BY_MAIL, 3, "ada@example.org", NOON)).isInstanceOf(DuplicateFound.class);
    }

    @Test
    void only_leads_of_the_flow_are_compared_unless_the_check_is_the_accounts() {
        DuplicateCheck everywhere =
                new DuplicateCheck("all", List.of("lead.email"), Duration.ofDays(1), true);
        look(BY_MAIL, 1, "ada@example.org", NOON);
        look(everywhere, 1, "ada@example.org", NOON);

        assertThat(in(OTHER_FLOW, BY_MAIL)).isInstanceOf(DuplicateReserved.class);
        assertThat(in(OTHER_FLOW, everywhere)).isInstanceOf(DuplicateFound.class);
    }

    @Test
    void a_lead_without_any_of_the_values_is_known_by_nothing() {
        assertThat(
                        BY_MAIL.check(
                                Vars.of(Map.of("lead", Map.of("email", " "))),
                                new DuplicateCheck.Subject(lead(1), FLOW, ACCOUNT, NOON),
                                tables))
                .isEqualTo(Optional.empty());
    }

    private DuplicateEvent in(UUID flow, DuplicateCheck check) {
        return look(
                check, "ada@example.org", new DuplicateCheck.Subject(lead(9), flow, ACCOUNT, NOON));
    }

    private DuplicateEvent look(DuplicateCheck check, int lead, String mail, Instant now) {
        return look(check, mail, new DuplicateCheck.Subject(lead(lead), FLOW, ACCOUNT, now));
    }

    private DuplicateEvent look(DuplicateCheck check, String mail, DuplicateCheck.Subject subject) {
        Vars vars = Vars.of(Map.of("lead", Map.of("email", mail)));
        DuplicateEvent event = check.check(vars, subject, tables).orElseThrow();
        tables.evolve(List.of(event));
        return event;
    }

    private void settle(DuplicateEvent event, boolean success) {
        DuplicateMark.of(event)
                .flatMap(mark -> mark.settled(success))
                .ifPresent(settled -> tables.evolve(List.of(settled)));
    }

    private static UUID lead(int number) {
        return new UUID(9, number);
    }
}

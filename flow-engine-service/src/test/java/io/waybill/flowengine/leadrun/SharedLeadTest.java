package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedLeadTest {

    private static final Map<String, Object> LEAD =
            Map.of(
                    "email",
                    "ada@example.org",
                    "ssn",
                    "078-05-1120",
                    "phone_1",
                    List.of("5127891111", "5127892222"),
                    "mortgage",
                    Map.of("amount", 250_000, "property", Map.of("state", "CA", "owner", "Ada")),
                    "loan.amount",
                    9);

    @Test
    void only_the_named_fields_leave_however_deep_they_stand() {
        assertThat(
                        SharedLead.of(
                                LEAD,
                                List.of(
                                        "email",
                                        "phone_1",
                                        "mortgage.property.state",
                                        "loan.amount")))
                .isEqualTo(
                        Map.of(
                                "email",
                                "ada@example.org",
                                "phone_1",
                                List.of("5127891111", "5127892222"),
                                "mortgage",
                                Map.of("property", Map.of("state", "CA")),
                                "loan.amount",
                                9));
    }

    @Test
    void an_object_never_leaves_as_the_value_of_a_field() {
        Map<String, Object> hidden =
                Map.of(
                        "email", Map.of("ssn", "078-05-1120"),
                        "comments", List.of("hello", Map.of("ssn", "078-05-1120")));

        assertThat(SharedLead.of(hidden, List.of("email", "comments")))
                .isEqualTo(Map.of("comments", List.of("hello")));
    }

    @Test
    void nothing_shared_is_nothing_sent() {
        assertThat(SharedLead.of(LEAD, List.of())).isEmpty();
        assertThat(SharedLead.of(LEAD, List.of("mortgage", "mail"))).isEmpty();
    }
}

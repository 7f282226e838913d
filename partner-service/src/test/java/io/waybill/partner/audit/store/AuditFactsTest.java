package io.waybill.partner.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.ListEntriesRemoved;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.SessionBegun;
import io.waybill.partner.v1.SignInFailed;
import io.waybill.partner.v1.SubscriptionChanged;
import io.waybill.partner.v1.UserRoleChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class AuditFactsTest {

    private static final UUID ACCOUNT = new UUID(7, 1);
    private static final UUID USER = new UUID(7, 2);
    private static final UUID THING = new UUID(7, 3);
    private static final String BY = "user:" + USER;

    @Test
    void an_entry_says_who_did_what_to_whom() {
        AuditFacts facts = new AuditFacts(new UserRoleChanged(meta(ACCOUNT), THING, BY, "analyst"));

        assertThat(facts.kind()).isEqualTo("user-role-changed");
        assertThat(facts.doneBy()).contains(BY);
        assertThat(facts.subjectKind()).isEqualTo("user");
        assertThat(facts.subjectId()).isEqualTo(THING);
        assertThat(facts.details()).isEqualTo(Map.of("role", "analyst"));
    }

    @Test
    void what_it_is_about_is_the_stream_or_else_what_is_named_in_the_account() {
        assertThat(subject(new ApiKeyRevoked(meta(ACCOUNT), THING, null)))
                .isEqualTo("api-key " + THING);
        assertThat(subject(new DestinationDeleted(meta(THING), THING, BY)))
                .isEqualTo("destination " + THING);
        assertThat(subject(new ConnectionEnded(meta(THING), THING, "seller", BY, null)))
                .isEqualTo("connection " + THING);
        assertThat(subject(new SubscriptionChanged(meta(THING), ACCOUNT, "leads", "paid", BY)))
                .isEqualTo("account " + ACCOUNT);
        assertThat(subject(new SignInFailed(meta(THING), USER, null, null)))
                .isEqualTo("user " + USER);
    }

    @Test
    void of_what_was_written_the_words_and_numbers_are_told_and_of_lists_how_many() {
        assertThat(
                        new AuditFacts(
                                        FlowVersionDeployed.newBuilder()
                                                .setMeta(meta(THING))
                                                .setFlowId(THING)
                                                .setBy(BY)
                                                .setVersion(3)
                                                .setDefinition("{}")
                                                .build())
                                .details())
                .isEqualTo(Map.of("version", "3"));
        assertThat(
                        new AuditFacts(
                                        ListEntriesRemoved.newBuilder()
                                                .setMeta(meta(THING))
                                                .setListId(THING)
                                                .setBy(BY)
                                                .setDigests(
                                                        List.of(
                                                                ByteBuffer.allocate(32),
                                                                ByteBuffer.allocate(32)))
                                                .build())
                                .details())
                .isEqualTo(Map.of("digests", "2"));
    }

    @Test
    void who_signs_in_does_it_and_who_fails_to_is_nobody() {
        ByteBuffer sealed = ByteBuffer.wrap(new byte[] {1, 2, 3});
        AuditFacts begun = new AuditFacts(new SessionBegun(meta(THING), THING, USER, sealed, null));

        assertThat(begun.doneBy()).contains(BY);
        assertThat(begun.sealed("address")).containsExactly(1, 2, 3);
        assertThat(begun.sealed("client")).isNull();
        assertThat(new AuditFacts(new SignInFailed(meta(THING), USER, null, null)).doneBy())
                .isEmpty();
    }

    @Test
    void the_record_is_found_again_by_the_kind() {
        assertThat(AuditFacts.recordName("sign-in-failed")).isEqualTo("SignInFailed");
    }

    private static String subject(SpecificRecord event) {
        AuditFacts facts = new AuditFacts(event);
        return facts.subjectKind() + " " + facts.subjectId();
    }

    private static EventMeta meta(UUID stream) {
        return Metas.first(
                Scope.of(ACCOUNT, new UUID(7, 8)),
                stream,
                new UUID(7, 9),
                Instant.parse("2026-11-22T12:00:00Z"));
    }
}

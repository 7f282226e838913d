package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Buyer.Received;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.request.http.RawBuyer;
import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryIT extends AtTheDesk {

    @Test
    void a_lead_that_is_taken_settles_as_success_and_every_step_of_it_is_an_event() {
        try (Buyer buyer = Buyer.answering(201)) {
            DeliverLead request = desk.request(Wanted.to(buyer.url()));
            UUID eventId = request.getMeta().getStreamId();

            desk.send(request);
            List<SpecificRecord> stream = desk.settledStream(eventId);

            assertThat(stream)
                    .hasExactlyElementsOfTypes(
                            DeliveryAccepted.class,
                            AttemptStarted.class,
                            AttemptEnded.class,
                            DeliverySettled.class);
            assertThat(stream.stream().map(e -> Records.meta(e).getSequence()))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 4).boxed().toList());
            assertThat(stream)
                    .allSatisfy(event -> {
                        EventMeta meta = Records.meta(event);
                        assertThat(meta.getCausationId())
                                .isEqualTo(request.getMeta().getRecordId());
                        assertThat(meta.getCorrelationId())
                                .isEqualTo(request.getMeta().getCorrelationId());
                        assertThat(meta.getLane()).isEqualTo(request.getMeta().getLane());
                        assertThat(desk.trace(event))
                                .contains(hex(request.getMeta().getCorrelationId()));
                    });
            DeliverySettled settled = (DeliverySettled) stream.getLast();
            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getCertain()).isTrue();
            assertThat(buyer.received())
                    .containsExactly(
                            new Received(
                                    eventId.toString(),
                                    "application/json; charset=utf-8",
                                    "{\"email\":\"zoe@example.com\"}"));
        }
    }

    @Test
    void what_was_sent_and_answered_is_sealed_and_shows_no_secret() {
        try (Buyer buyer = Buyer.answering(200)) {
            String sealed =
                    SealedText.seal(desk.masterKeys(), Requests.ACCOUNT.toString(), "pa55word");
            DeliverLead request =
                    desk.request(
                            Wanted.to(buyer.url())
                                    .with("basic_username", "waybill")
                                    .with("basic_password", sealed));

            desk.send(request);
            AttemptEnded ended = desk.attempts(request.getMeta().getStreamId()).getFirst();

            String sent = desk.opened(request, ended, "request", ended.getRequest());
            assertThat(sent).contains("zoe@example.com", "Basic ").doesNotContain("pa55word");
            assertThat(desk.opened(request, ended, "reply", ended.getReply()))
                    .contains("status 200");
            assertThat(ended.toString()).doesNotContain("zoe@example.com", "pa55word");
        }
    }

    @Test
    void a_refusal_settles_as_failure_with_the_buyers_reason() {
        try (Buyer buyer = Buyer.answering(422)) {
            DeliverLead request = desk.request(Wanted.to(buyer.url()));

            desk.send(request);
            DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

            assertThat(settled.getOutcome()).isEqualTo(Outcome.FAILURE);
            assertThat(desk.opened(request, settled, "reason", settled.getReason()))
                    .isEqualTo("status 422");
            assertThat(buyer.received()).hasSize(1);
        }
    }

    @Test
    void an_error_of_a_repeat_safe_buyer_is_retried_within_settling_with_the_same_key() {
        try (Buyer buyer = new Buyer(n -> Answer.of(n < 3 ? 503 : 200))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).repeatSafely());

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getAttempts()).isEqualTo(3);
            assertThat(buyer.received())
                    .extracting(Received::idempotencyKey)
                    .containsExactly(eventId.toString(), eventId.toString(), eventId.toString());
        }
    }

    @Test
    void an_error_of_another_buyer_settles_at_once() {
        try (Buyer buyer = Buyer.answering(503)) {
            UUID eventId = desk.send(Wanted.to(buyer.url()));

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isTrue();
            assertThat(buyer.received()).hasSize(1);
        }
    }

    @Test
    void no_answer_in_time_is_an_uncertain_error_and_is_not_repeated() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(_ -> Buyer.answerAfter(end))) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).with("timeout_seconds", 1));

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isFalse();
            assertThat(desk.attempts(eventId))
                    .extracting(AttemptEnded::getOutcome)
                    .containsExactly(AttemptOutcome.UNANSWERED);
            assertThat(buyer.received()).hasSize(1);
            end.countDown();
        }
    }

    @Test
    void no_answer_is_repeated_where_that_is_safe() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(n -> n == 1 ? Buyer.answerAfter(end) : Answer.of(200))) {
            UUID eventId =
                    desk.send(Wanted.to(buyer.url()).repeatSafely().with("timeout_seconds", 1));

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getCertain()).isTrue();
            assertThat(settled.getAttempts()).isEqualTo(2);
            end.countDown();
        }
    }

    @Test
    void a_reply_that_never_ends_is_uncertain_and_a_huge_one_is_cut() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n";
        try (RawBuyer endless =
                        new RawBuyer((out, _) -> {
                            out.write((head + "x").getBytes());
                            end.await();
                        });
                RawBuyer huge = RawBuyer.saying(head + "x".repeat(2_000_000))) {
            DeliverLead toHuge = desk.request(Wanted.to(huge.url()));
            UUID toEndless = desk.send(Wanted.to(endless.url()).with("timeout_seconds", 1));
            desk.send(toHuge);

            AttemptEnded cut = desk.attempts(toHuge.getMeta().getStreamId()).getFirst();

            assertThat(desk.settled(toEndless).getCertain()).isFalse();
            assertThat(cut.getOutcome()).isEqualTo(AttemptOutcome.SUCCESS);
            assertThat(desk.opened(toHuge, cut, "reply", cut.getReply()))
                    .hasSizeLessThan(70_000)
                    .contains("\"cut\":true");
            end.countDown();
        }
    }

    @Test
    void a_request_that_cannot_be_built_settles_at_once_with_its_reason() {
        DeliverLead request =
                desk.request(Wanted.to("http://127.0.0.1:1/").with("header.Host", "other.example"));

        desk.send(request);
        DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(settled.getCertain()).isTrue();
        assertThat(settled.getAttempts()).isZero();
        assertThat(desk.opened(request, settled, "reason", settled.getReason()))
                .isEqualTo("Host header is not allowed");
    }

    @Test
    void records_without_a_value_are_passed_over() {
        try (Buyer buyer = Buyer.answering(200)) {
            desk.sendNothing();
            UUID eventId = desk.send(Wanted.to(buyer.url()));

            assertThat(desk.settled(eventId).getOutcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}

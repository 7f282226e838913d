package io.waybill.delivery.partner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.partner.InvalidBuyer;
import io.waybill.delivery.partner.Route;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.settling.AttemptResult.Read;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerSenderTest {

    private static final UUID CONNECTION = new UUID(7, 1);
    private static final UUID BUYER = new UUID(7, 2);
    private static final Route.ToDestination TO_DESTINATION =
            new Route.ToDestination(CONNECTION, BUYER, new UUID(7, 3));
    private static final Route.ToFlow TO_FLOW =
            new Route.ToFlow(CONNECTION, BUYER, new UUID(7, 4), new UUID(7, 5), 1);

    private static final Letter INNER =
            new Letter(
                    "<e@waybill.invalid>",
                    List.of("crm@bank.example"),
                    "Lead",
                    Optional.of("text"),
                    Optional.empty(),
                    List.of());

    @Test
    void the_seller_sees_what_left_and_what_it_came_to_and_nothing_else_of_the_buyers() {
        AttemptResult told =
                sent(
                        false,
                        new AttemptResult(
                                AttemptOutcome.SUCCESS,
                                200,
                                Duration.ofMillis(7),
                                "welcome",
                                new Read("ref-1", new BigDecimal("9.50"), "{\"agent\":\"Grace\"}"),
                                new Exchange("https://crm.bank.example?key=t0p", "{}")));

        assertThat(told.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(told.reason()).isNull();
        assertThat(told.read()).isEqualTo(new Read("ref-1", new BigDecimal("9.50"), null));
        assertThat(told.exchange()).isEqualTo(new Exchange("{\"lead\":{}}", null));
    }

    @ParameterizedTest
    @CsvSource({
        "404, anything, FLOW_GONE",
        "403, Flow is disabled, FLOW_DISABLED",
        "403, Source is disabled, SOURCE_DISABLED",
        "401, Unauthorized source, SOURCE_LOCKED"
    })
    void a_door_that_is_shut_is_an_invalid_buyer_account(
            int status, String said, InvalidBuyer why) {
        AttemptResult told = sent(true, refused(status, said));

        assertThat(told.outcome()).isEqualTo(AttemptOutcome.ERROR);
        assertThat(told.reason()).isEqualTo(why.reason()).startsWith("Invalid Buyer Account: ");
    }

    @Test
    void any_other_answer_of_a_flow_is_told_as_it_was() {
        assertThat(sent(true, refused(503, "try again")).reason()).isEqualTo("try again");
    }

    @Test
    void why_a_destination_failed_is_not_told_in_its_words() {
        AttemptResult unknown =
                AttemptResult.withoutReply(
                        AttemptOutcome.FAILURE,
                        Duration.ofMillis(7),
                        "550 5.1.1 <crm@bank.example>: unknown");
        AttemptResult unreachable =
                AttemptResult.withoutReply(
                        AttemptOutcome.ERROR, Duration.ofMillis(7), "crm.bank.example is unknown");

        assertThat(sent(false, unknown).reason()).isEqualTo("The buyer did not take the lead");
        assertThat(sent(false, unreachable).reason())
                .isEqualTo("The buyer's destination could not be reached");
        assertThat(sent(false, refused(404, "no such page")).reason())
                .isEqualTo("The buyer's destination could not take the lead (status 404)");
    }

    @Test
    void a_reply_that_refuses_a_lead_with_a_reason_is_told() {
        AttemptResult refusal =
                new AttemptResult(
                        AttemptOutcome.FAILURE,
                        200,
                        Duration.ofMillis(7),
                        "duplicate",
                        Read.NOTHING,
                        Exchange.NONE);

        assertThat(sent(false, refusal).reason()).isEqualTo("duplicate");
    }

    @Test
    void how_long_the_other_side_asks_to_be_left_alone_is_heeded() {
        AttemptResult busy =
                new AttemptResult(
                        AttemptOutcome.ERROR,
                        503,
                        Duration.ofMillis(7),
                        null,
                        Read.NOTHING.askingFor(Duration.ofSeconds(30)),
                        Exchange.NONE);

        assertThat(sent(false, busy).read().retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void only_what_goes_over_a_connection_is_taken() {
        PartnerSender sender = new PartnerSender(answering(refused(500, "")));

        assertThat(sender.takes(INNER)).isFalse();
        assertThat(sender.takes(new PartnerReady(INNER, "{}", TO_DESTINATION))).isTrue();
    }

    @Test
    void each_flow_and_each_destination_has_turns_of_its_own() {
        assertThat(new PartnerReady(INNER, "{}", TO_FLOW).destination())
                .isEqualTo("flow:" + TO_FLOW.flowId());
        assertThat(new PartnerReady(INNER, "{}", TO_DESTINATION).destination())
                .isEqualTo("destination:" + TO_DESTINATION.destinationId());
    }

    private static AttemptResult refused(int status, String said) {
        return new AttemptResult(
                AttemptOutcome.ERROR,
                status,
                Duration.ofMillis(7),
                said,
                Read.NOTHING,
                new Exchange("request", "reply"));
    }

    private static AttemptResult sent(boolean submission, AttemptResult result) {
        return new PartnerSender(answering(result))
                .send(
                        new PartnerReady(
                                INNER, "{\"lead\":{}}", submission ? TO_FLOW : TO_DESTINATION),
                        Duration.ofSeconds(1))
                .toCompletableFuture()
                .join();
    }

    private static TransportSender answering(AttemptResult result) {
        return new TransportSender() {
            @Override
            public boolean takes(Prepared.Ready ready) {
                return ready.equals(INNER);
            }

            @Override
            public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
                return CompletableFuture.completedFuture(result);
            }
        };
    }
}

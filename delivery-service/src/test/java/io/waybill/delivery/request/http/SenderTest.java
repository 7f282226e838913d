package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.waybill.delivery.credential.http.TestAuthorizers;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.Vars;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SenderTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Guard HERE = Guard.of("127.0.0.1");

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_reply_that_takes_too_much_work_is_recorded_as_it_came() throws Exception {
        Map<String, Setting> settings = new LinkedHashMap<>();
        String costly = "{{lead.comments}}".repeat(4);
        for (int i = 0; i < 200; i++) {
            settings.put("capture.c" + i, Setting.template(costly));
        }
        try (RawBuyer buyer = RawBuyer.saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsold")) {
            settings.put("url", Setting.template(buyer.url()));
            Vars vars = Vars.of(Map.of("lead", Map.of("comments", "x".repeat(200_000))));
            Prepared.Ready ready =
                    (Prepared.Ready) ReadyRequest.of(new Settings(settings), vars, "id", HERE);

            AttemptResult result =
                    new Sender(
                                    TestAuthorizers.outbound(
                                            new Outbound(VERTX, Duration.ofSeconds(5), 10, HERE),
                                            Optional.empty()))
                            .send(ready, Duration.ofSeconds(20))
                            .toCompletableFuture()
                            .get(50, TimeUnit.SECONDS);

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.UNANSWERED);
            assertThat(result.status()).isEqualTo(200);
            assertThat(result.reason()).isEqualTo(Sender.UNREAD);
            assertThat(result.exchange().request()).contains("POST");
            assertThat(result.exchange().reply()).contains("sold");
        }
    }
}

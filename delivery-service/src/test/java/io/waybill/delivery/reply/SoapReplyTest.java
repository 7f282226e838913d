package io.waybill.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.reply.http.ReplyDocuments;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.language.Vars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoapReplyTest {

    @ParameterizedTest
    @CsvSource({
        "soap:Client, FAILURE",
        "Client.Quota, FAILURE",
        "soap:Server, ERROR",
        "soap:MustUnderstand, ERROR",
        "app:Odd, ERROR"
    })
    void a_fault_of_1_1_is_read_whatever_the_status_is(String code, AttemptOutcome outcome) {
        String body =
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <soap:Fault><faultcode>%s</faultcode><faultstring>Known lead</faultstring>
                <detail><x>1</x></detail></soap:Fault></soap:Body></soap:Envelope>
                """
                        .formatted(code);

        ReplyReading reading = read(500, "text/xml", body);

        assertThat(reading.outcome()).isEqualTo(outcome);
        assertThat(reading.reason()).isEqualTo("Known lead");
        assertThat(read(200, "text/xml", body).outcome()).isEqualTo(outcome);
    }

    @Test
    void a_fault_of_1_2_is_read() {
        String body =
                """
                <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>
                <env:Fault><env:Code><env:Value>env:Sender</env:Value></env:Code>
                <env:Reason><env:Text xml:lang="en">No such zip</env:Text></env:Reason>
                </env:Fault></env:Body></env:Envelope>
                """;

        ReplyReading reading = read(400, "application/soap+xml", body);

        assertThat(reading.outcome()).isEqualTo(AttemptOutcome.FAILURE);
        assertThat(reading.reason()).isEqualTo("No such zip");
    }

    @Test
    void without_a_fault_the_reply_is_read_as_any_other() {
        String body = "<e:Envelope xmlns:e='x'><e:Body><Ok>yes</Ok></e:Body></e:Envelope>";

        assertThat(read(200, "text/xml", body).outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(read(500, "text/xml", body).reason()).isEqualTo("Server error");
        assertThat(read(500, "text/html", "<h1>no</h1>").reason()).isEqualTo("Server error");
    }

    private static ReplyReading read(int status, String type, String body) {
        return ReplyReader.read(
                new Settings(Map.of("format", Setting.template("soap"))),
                Vars.empty(),
                new Reply(status, List.of(new Header("Content-Type", type)), body, true),
                ReplyDocuments::parse);
    }
}

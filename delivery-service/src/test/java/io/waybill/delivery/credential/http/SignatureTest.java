package io.waybill.delivery.credential.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.credential.OpenedCredential.Hmac;
import io.waybill.delivery.credential.OpenedCredential.StandardWebhooks;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example that the libraries of Standard Webhooks publish. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final OutgoingRequest REQUEST = request(new Body.Xml("{\"test\": 2432232314}"));

    private static OutgoingRequest request(Body body) {
        return new OutgoingRequest(
                "POST",
                URI.create("https://acme.example/leads?a=1"),
                List.of(),
                body,
                new Manner(null, false));
    }

    @Test
    void the_published_vector_comes_out() {
        assertThat(Signature.of(new StandardWebhooks(List.of(SECRET)), ID, REQUEST, AT))
                .containsExactly(
                        new Header("webhook-id", ID),
                        new Header("webhook-timestamp", "1614265330"),
                        new Header("webhook-signature", EXPECTED));
    }

    @Test
    void a_body_that_is_no_text_is_signed_byte_by_byte() {
        byte[] zip = {'P', 'K', 3, 4, (byte) 0xff, (byte) 0xfe, 0};
        OutgoingRequest file = request(new Body.File(zip, "application/zip", false));
        OutgoingRequest other = request(new Body.File(new byte[] {1}, "application/zip", false));
        StandardWebhooks webhooks = new StandardWebhooks(List.of(SECRET));

        assertThat(Signature.of(webhooks, ID, file, AT).getLast().value())
                .isEqualTo("v1,Lus03b371CexmLmB4tZAzW5zwKhV+FImAu8UwbNzY2s=")
                .isNotEqualTo(Signature.of(webhooks, ID, other, AT).getLast().value());
    }

    @Test
    void the_prefix_of_a_secret_may_be_left_out() {
        String bare = SECRET.substring("whsec_".length());

        assertThat(signature(new StandardWebhooks(List.of(bare)), AT)).isEqualTo(EXPECTED);
    }

    @Test
    void while_a_secret_is_changed_the_new_and_the_old_one_sign() {
        String newer = "whsec_" + "A".repeat(43) + "=";

        String both = signature(new StandardWebhooks(List.of(newer, SECRET)), AT);

        assertThat(both.split(" ")).hasSize(2).contains(EXPECTED, signature(newer));
        assertThat(both.split(" ")[0]).isEqualTo(signature(newer));
    }

    @Test
    void a_later_attempt_has_the_same_id_and_another_signature() {
        StandardWebhooks webhooks = new StandardWebhooks(List.of(SECRET));

        List<Header> later = Signature.of(webhooks, ID, REQUEST, AT.plusSeconds(60));

        assertThat(later.getFirst().value()).isEqualTo(ID);
        assertThat(later.get(1).value()).isEqualTo("1614265390");
        assertThat(later.get(2).value()).isNotEqualTo(EXPECTED);
    }

    /** RFC 4231, test case 2. */
    @Test
    void a_signature_of_ones_own_is_what_the_standard_says() {
        OutgoingRequest request = request("what do ya want for nothing?");
        Hmac hmac = hmac("HmacSHA256", "{{body}}", "sha256={{signature}}", "Jefe");

        assertThat(Signature.of(hmac, ID, request, AT))
                .containsExactly(
                        new Header(
                                "X-Signature",
                                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    /** RFC 4231, test case 2, of a text that is put together. */
    @Test
    void what_is_signed_may_be_put_together() {
        Hmac hmac = hmac("HmacSHA512", "{{body}} want for nothing?", "{{{signature}}}", "Jefe");

        assertThat(Signature.of(hmac, ID, request("what do ya"), AT).getFirst().value())
                .isEqualTo(
                        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
    }

    @Test
    void parts_of_the_request_can_be_signed_too() {
        Hmac all =
                hmac(
                        "HmacSHA256",
                        "{{timestamp}}.{{event_id}}.{{method}}.{{path}}.{{body}}",
                        "t={{timestamp}},v={{signature}}",
                        "k");
        Hmac spelled =
                hmac(
                        "HmacSHA256",
                        "1614265330." + ID + ".POST./leads?a=1.{{body}}",
                        "t={{timestamp}},v={{signature}}",
                        "k");

        assertThat(Signature.of(all, ID, REQUEST, AT))
                .isEqualTo(Signature.of(spelled, ID, REQUEST, AT));
    }

    private static Hmac hmac(String algorithm, String signs, String value, String secret) {
        return new Hmac(
                "X-Signature",
                algorithm,
                signs,
                value,
                false,
                secret.getBytes(StandardCharsets.UTF_8));
    }

    private static OutgoingRequest request(String body) {
        return new OutgoingRequest(
                "POST", REQUEST.url(), List.of(), new Body.Xml(body), REQUEST.manner());
    }

    private static String signature(String secret) {
        return signature(new StandardWebhooks(List.of(secret)), AT);
    }

    private static String signature(StandardWebhooks webhooks, Instant at) {
        return Signature.of(webhooks, ID, REQUEST, at).get(2).value();
    }
}

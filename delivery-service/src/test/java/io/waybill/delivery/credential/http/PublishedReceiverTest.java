package io.waybill.delivery.credential.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.waybill.delivery.credential.OpenedCredential.StandardWebhooks;
import io.waybill.delivery.credential.WebhookSecret;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A receiver that uses the published library takes what is signed here. */
class PublishedReceiverTest {

    private static final String EVENT = "5b0f2c1d-9a3e-8f47-a1b2-c3d4e5f60718";
    private static final String BODY = "{\"first_name\":\"Zoë\",\"price\":1.5}";
    private static final String OLD = WebhookSecret.of(bytes(1));
    private static final String NEW = WebhookSecret.of(bytes(2));

    @Test
    void a_signed_request_is_accepted_and_a_changed_one_is_not() throws Exception {
        Webhook receiver = new Webhook(OLD);
        Map<String, List<String>> headers = signed(List.of(OLD), Instant.now());

        assertThatCode(() -> receiver.verify(BODY, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> receiver.verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(NEW).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void during_a_rotation_receivers_with_either_secret_accept() {
        Map<String, List<String>> headers = signed(List.of(NEW, OLD), Instant.now());

        for (String secret : List.of(OLD, NEW)) {
            assertThatCode(() -> new Webhook(secret).verify(BODY, headers))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_signature_of_yesterday_is_not_accepted() {
        Map<String, List<String>> headers =
                signed(List.of(OLD), Instant.now().minusSeconds(86_400));

        assertThatThrownBy(() -> new Webhook(OLD).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static Map<String, List<String>> signed(List<String> secrets, Instant at) {
        OutgoingRequest request =
                new OutgoingRequest(
                        "POST",
                        URI.create("https://acme.example/leads"),
                        List.of(),
                        new Body.Xml(BODY),
                        new Manner(null, false));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : Signature.of(new StandardWebhooks(secrets), EVENT, request, at)) {
            headers.put(header.name(), List.of(header.value()));
        }
        return headers;
    }

    private static byte[] bytes(int filling) {
        byte[] bytes = new byte[WebhookSecret.BYTES];
        Arrays.fill(bytes, (byte) filling);
        return bytes;
    }
}

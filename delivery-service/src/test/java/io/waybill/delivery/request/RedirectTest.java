package io.waybill.delivery.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static final Body BODY = new Body.Form("a=1");

    @Test
    void a_moved_page_is_fetched() {
        OutgoingRequest next = next(302, "/thanks").orElseThrow();

        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.url()).isEqualTo(URI.create("https://buyer.example/thanks"));
        assertThat(next.body()).isEqualTo(new Body.Empty());
        assertThat(next.headers())
                .extracting(Header::name)
                .containsExactly("Accept", "Idempotency-Key", "X-Api-Key");
    }

    @Test
    void another_host_sees_no_keys() {
        OutgoingRequest next = next(302, "https://other.example/thanks").orElseThrow();

        assertThat(next.headers()).extracting(Header::name).containsExactly("Accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/leads",
                "https://buyer.example:8443/leads",
                "https://leads.buyer.example/"
            })
    void a_lead_is_not_handed_on_to_another_host(String location) {
        assertThat(next(307, location)).isEmpty();
        assertThat(next(308, location)).isEmpty();
    }

    @Test
    void a_file_of_leads_is_not_handed_on_either() {
        OutgoingRequest file =
                new OutgoingRequest(
                        "POST",
                        URI.create("https://buyer.example/leads"),
                        List.of(),
                        new Body.File(new byte[] {'P', 'K'}, "application/zip", false),
                        new Manner(null, true));

        assertThat(Redirect.next(file, 307, "https://other.example/leads")).isEmpty();
        assertThat(Redirect.next(file, 307, "https://buyer.example/new")).isPresent();
    }

    @Test
    void a_request_without_a_body_is_repeated_elsewhere_without_its_keys() {
        OutgoingRequest plain =
                new OutgoingRequest(
                        "GET",
                        URI.create("https://buyer.example/leads?a=1"),
                        request(true).headers(),
                        new Body.Empty(),
                        new Manner(null, true));

        OutgoingRequest next =
                Redirect.next(plain, 307, "https://other.example/leads").orElseThrow();

        assertThat(next.headers()).extracting(Header::name).containsExactly("Accept");
    }

    @Test
    void a_request_that_is_to_be_repeated_at_the_same_host_keeps_its_body() {
        OutgoingRequest next = next(307, "https://BUYER.example:443/v2/leads").orElseThrow();

        assertThat(next.method()).isEqualTo("POST");
        assertThat(next.body()).isEqualTo(BODY);
        assertThat(next.headers())
                .extracting(Header::name)
                .containsExactly("Accept", "Idempotency-Key", "X-Api-Key", "Content-Type");
    }

    @ParameterizedTest
    @CsvSource({
        "200, /x",
        "304, /x",
        "302, http://buyer.example/x",
        "302, ftp://buyer.example/x",
        "302, 'http://[x'",
        "302, :"
    })
    void what_is_no_safe_redirect_is_not_followed(int status, String location) {
        assertThat(next(status, location)).isEmpty();
    }

    @Test
    void a_request_that_follows_none_takes_the_redirect_for_the_answer() {
        assertThat(Redirect.next(request(false), 302, "/thanks")).isEmpty();
    }

    private static Optional<OutgoingRequest> next(int status, String location) {
        return Redirect.next(request(true), status, location);
    }

    private static OutgoingRequest request(boolean follows) {
        return new OutgoingRequest(
                "POST",
                URI.create("https://buyer.example/leads"),
                List.of(
                        new Header("Accept", "*/*"),
                        new Header("Idempotency-Key", "k"),
                        new Header("X-Api-Key", "secret"),
                        new Header("Content-Type", "application/x-www-form-urlencoded")),
                BODY,
                new Manner(null, follows));
    }
}

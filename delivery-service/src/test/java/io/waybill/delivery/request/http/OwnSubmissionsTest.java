package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSubmissionsTest {

    private static final String SUBMIT =
            "/flows/0199a1f0-0000-7000-8000-000000000f10/sources/0199a1f0-0000-7000-8000-0000000050ce/submit";
    private static final OwnSubmissions OWN =
            new OwnSubmissions(URI.create("http://localhost:8080/"));

    @Test
    void leads_may_be_posted_to_where_the_installation_takes_them() {
        assertThat(OWN.covers(URI.create("http://localhost:8080" + SUBMIT))).isTrue();
        assertThat(OWN.covers(URI.create("HTTP://LocalHost:8080" + SUBMIT + "?test=true")))
                .isTrue();
        assertThat(
                        new OwnSubmissions(URI.create("https://a.example/waybill"))
                                .covers(URI.create("https://a.example/waybill" + SUBMIT)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/api/accounts",
                "http://localhost:8080/flows/../api/accounts",
                "http://localhost:8081" + SUBMIT,
                "https://localhost:8080" + SUBMIT,
                "http://127.0.0.1:8080" + SUBMIT,
                "http://localhost:8080" + SUBMIT + "/../../..",
                "http://localhost:8080" + SUBMIT + "/",
                "http://localhost:8080/flows/x/sources/y/submit",
                "http://localhost:8080"
            })
    void nothing_else_of_it_is_reached(String url) {
        assertThat(OWN.covers(URI.create(url))).isFalse();
    }
}

package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final Guard PUBLIC = Guard.of();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://foo.com",
                "https://leads.buyer.co.uk:8443/x",
                "http://8.8.8.8",
                "http://[2606:4700:4700::1111]/"
            })
    void a_public_address_is_allowed(String url) {
        assertThat(PUBLIC.isAllowed(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://foo.zzz",
                "http://localhost",
                "http://buyer",
                "http://com",
                "http://127.0.0.1",
                "http://2130706433",
                "http://0.0.0.0",
                "http://10.1.2.3",
                "http://172.16.0.1",
                "http://192.168.1.1",
                "http://169.254.169.254/latest",
                "http://100.64.0.1",
                "http://192.0.0.8",
                "http://198.18.0.1",
                "http://224.0.0.1",
                "http://255.255.255.255",
                "http://[::1]",
                "http://[::ffff:10.0.0.1]",
                "http://[fc00::1]",
                "http://[fe80::1]",
                "http://metadata.google.internal"
            })
    void what_is_not_public_is_not(String url) {
        assertThat(PUBLIC.isAllowed(URI.create(url))).isFalse();
    }

    @Test
    void a_redirect_uses_an_exception_only_from_an_exception() {
        Guard some = Guard.of("localhost:9000-9100");
        URI stranger = URI.create("https://foo.com/x");
        URI within = URI.create("http://localhost:9000/x");

        assertThat(some.mayRedirect(stranger, within)).isFalse();
        assertThat(some.mayRedirect(within, URI.create("http://localhost:9001/"))).isTrue();
        assertThat(some.mayRedirect(within, URI.create("http://localhost:8999/"))).isFalse();
        assertThat(some.mayRedirect(within, stranger)).isTrue();
    }

    @Test
    void a_public_name_may_not_stand_for_an_address_that_is_not_public() {
        Guard some = Guard.of("crm.foo.com");
        URI url = URI.create("https://foo.com/x");

        assertThat(some.mayConnect(url, "8.8.8.8")).isTrue();
        assertThat(some.mayConnect(url, "2606:4700:4700::1111")).isTrue();
        assertThat(some.mayConnect(url, "127.0.0.1")).isFalse();
        assertThat(some.mayConnect(url, "fe80::1%eth0")).isFalse();
        assertThat(some.mayConnect(url, null)).isFalse();
        assertThat(some.mayConnect(URI.create("https://crm.foo.com/x"), "10.0.0.1")).isTrue();
    }

    @Test
    void the_operator_names_exceptions_by_host_and_port() {
        Guard some = Guard.of("localhost:9000-9100", "crm.lan", "[::1]:80");

        assertThat(some.isAllowed(URI.create("http://LOCALHOST:9100/x"))).isTrue();
        assertThat(some.isAllowed(URI.create("http://localhost:9101/x"))).isFalse();
        assertThat(some.isAllowed(URI.create("http://localhost"))).isFalse();
        assertThat(some.isAllowed(URI.create("https://crm.lan"))).isTrue();
        assertThat(some.isAllowed(URI.create("http://[::1]/"))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Guard.of("a:b"));
    }
}

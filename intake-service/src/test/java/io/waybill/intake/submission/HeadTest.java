package io.waybill.intake.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.intake.submission.ContentType.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded,FORM",
        "application/x-www-form-urlencoded; charset=UTF-8,FORM",
        "application/json,JSON",
        "Application/JSON ;charset=nonsense,JSON",
        "application/xml,XML",
        "text/xml; charset=\"utf-8\",XML"
    })
    void a_body_is_read_by_its_type(String header, Format format) {
        assertThat(ContentType.parse(header).format()).isEqualTo(format);
    }

    @Test
    void a_known_charset_is_honoured_and_another_ignored() {
        assertThat(ContentType.parse("text/xml; charset=\"iso-8859-1\"").charset())
                .contains(ISO_8859_1);
        assertThat(ContentType.parse("text/xml; charset=no such").charset()).isEmpty();
        assertThat(ContentType.parse("text/xml; boundary=x").charset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "multipart/form-data; boundary=x", "text/plain", ";"})
    void another_type_is_refused(String header) {
        assertRefused(() -> ContentType.parse(header), Refusal.BODY_TYPE_UNKNOWN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_type_is_refused(@Nullable String header) {
        assertRefused(() -> ContentType.parse(header), Refusal.BODY_TYPE_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/thanks?a=1,https://example.com/thanks?a=1",
        "HTTP://example.com,HTTP://example.com",
        "https://example.com/a b,https://example.com/a%20b",
        "https://example.com/é,https://example.com/%C3%A9"
    })
    void a_redirect_goes_to_a_web_address(String given, String location) {
        assertThat(RedirectAddress.in(Map.of("redir_url", given))).contains(location);
    }

    @Test
    void the_first_of_several_redirects_counts() {
        assertThat(RedirectAddress.in(Map.of("redir_url", List.of("http://a/", "http://b/"))))
                .contains("http://a/");
        assertThat(RedirectAddress.in(Map.of("a", "b"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com",
                "nonsense",
                "javascript:alert(1)",
                "//example.com",
                "https:///x",
                "",
                "http://a\r\nSet-Cookie: x"
            })
    void any_other_redirect_is_refused(String given) {
        assertRefused(
                () -> RedirectAddress.in(Map.of("redir_url", given)), Refusal.REDIRECT_INVALID);
    }

    @Test
    void an_idempotency_key_is_taken_as_it_is() {
        assertThat(IdempotencyKey.parse(" k-1 ")).contains("k-1");
        assertThat(IdempotencyKey.parse(null)).isEmpty();
        assertThat(IdempotencyKey.parse(" ")).isEmpty();
        assertThat(IdempotencyKey.parse("k".repeat(255))).contains("k".repeat(255));
        assertRefused(() -> IdempotencyKey.parse("k".repeat(256)), Refusal.KEY_INVALID);
    }

    private static void assertRefused(ThrowingCallable reading, Refusal refusal) {
        assertThatExceptionOfType(SubmissionRefused.class)
                .isThrownBy(reading)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void codes_of_refusals_are_unique() {
        assertThat(List.of(Refusal.values())).extracting(Refusal::code).doesNotHaveDuplicates();
        assertThat(Optional.of(Refusal.SERVICE_UNAVAILABLE).filter(Refusal::passing)).isPresent();
    }
}

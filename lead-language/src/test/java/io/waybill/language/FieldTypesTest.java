package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type makes of what people really send. */
class FieldTypesTest {

    private static final Instant NOW = Instant.parse("2022-06-02T00:00:00Z");

    private static Map<String, Object> parts(FieldType type, Object raw) {
        return type.parse(raw, NOW).components();
    }

    @ParameterizedTest
    @CsvSource({
        "number, 10-20, 10, true",
        "number, 1.2.3, 1.2, true",
        "number, -$5, -5, true",
        "number, .5, 0.5, true",
        "number, --5, --5, false",
        "number, NaN, NaN, false",
        "phone, 1-800-FLOWERS, 8003569377, true",
        "phone, 011 44 20 7946 0958, 2079460958, true",
        "phone, 0044 20 7946 0958, 00442079460958, false",
        "phone, 5550100, 5550100, false",
        "phone, (512) ***-0100, 512***0100, false",
        "phone, 12345678901234567890, 12345678901234567890, false",
        "email, .joe@example.com, .joe@example.com, false",
        "email, joe@exam ple.com, joe@exam ple.com, false",
        "email, joe@localhost, joe@localhost, false",
        "email, foo+bar@baz.com, foo+bar@baz.com, true",
        "range, 10k-20k, 10-20, true",
        "range, less than 10, less than 10, true",
        "range, between 1 and 10, 1-10, true",
        "range, 1–10, 1-10, true",
        "range, -10--5, -10--5, true",
        "range, 1-10-20, 1-10, true",
        "range, 10-, 10-, false",
        "range, 2015-07-01 - 2015-07-25 - 2015-07-30, 1435708800000-1437782400000, true",
        "range, 2015-07-01T01:00:00Z - 2015-07-25T01:59:32:021Z, 1435712400000-1437782400000, true",
        "date, 2014-31-12, 2014-12-31, true",
        "date, 1/1/00, 2000-01-01, true",
        "date, 1/1/69, 1969-01-01, true",
        "date, 2014-02-30, 2014-02-30, false",
        "date, 0000-00-00, 0000-00-00, false",
        "postal_code, D1A 0B1, D1A 0B1, true",
        "postal_code, K1A-0B1, K1A-0B1, false",
        "postal_code, 787041, 787041, false",
        "ssn, 123 45 6789, 123456789, true",
        "ssn, ***-**-6789, ***-**-6789, false",
        "gender, woman, woman, false",
        "credential, sekret, sekret, true",
        "url, HTTP://EXAMPLE.COM:80/A b?c=d#e, http://example.com/A%20b?c=d#e, true",
        "url, abc, http://abc/, true",
        "url, https://example.com?x=1, https://example.com/?x=1, true",
        "url, münchen.de, http://xn--mnchen-3ya.de/, true",
        "url, http://[::1]:8080/x, http://[::1]:8080/x, true",
        "url, http://, http://, false",
        "url, http://example.com:99999/, http://example.com:99999/, false",
        "url, mailto:a@b.c, mailto:a@b.c, false",
        "url, javascript:alert(1), javascript:alert(1), false",
        "ip, 198.51.90.161/32, 198.51.90.161, true",
        "ip, 1.2.3.4:80, 1.2.3.4, true",
        "ip, '  [2001:DB8::1]  ', 2001:db8::1, true",
        "ip, http://[2001:db8::1]:32, 2001:db8::1, true",
        "ip, http://8faa:230d:52ab:98f3:a2ea:7735:a7b8:72e9/x, "
                + "8faa:230d:52ab:98f3:a2ea:7735:a7b8:72e9, true",
        "ip, [ffff::198.51.90.163], ffff::c633:5aa3, true",
        "ip, 0:0:1:0:0:0:0:1, 0:0:1::1, true",
        "ip, ::, ::, true",
        "ip, ':::', ':::', false",
        "ip, ::GG, ::GG, false",
        "ip, 1::2::3, 1::2::3, false",
        "ip, 2001:db8::1%eth0, 2001:db8::1%eth0, false",
        "ip, 256.1.1.1, 256.1.1.1, false",
        "ip, '1.2.3.4, 5.6.7.8', '1.2.3.4, 5.6.7.8', false",
        "time, 2014-06-14T18:27:33Z, 2014-06-14T18:27:33.000Z, true",
        "time, 2014-06-14T18:27:33.5+05:30, 2014-06-14T12:57:33.500Z, true",
        "time, 6/2/2014 1:05 PM, 2014-06-02T13:05:00.000Z, true",
        "time, 'June 2, 2014 at 12:06 am EST', 2014-06-02T05:06:00.000Z, true",
        "time, Sat Jun 14 2014 13:27:33 GMT-0500 (CDT), 2014-06-14T18:27:33.000Z, true",
        "time, 'Sat, 14 Jun 2014 13:27:33 GMT', 2014-06-14T13:27:33.000Z, true",
        "time, 2014-06-14, 2014-06-14T00:00:00.000Z, true",
        "time, 2014-06-14T25:00:00Z, 2014-06-14T25:00:00Z, false",
        "time, 13:00 PM, 13:00 PM, false",
        "time, 5/5/2024 5pm, 2024-05-05T17:00:00.000Z, true",
        "time, 2024-05-05 10 PM, 2024-05-05T22:00:00.000Z, true",
        "time, 2024-05-05T10Z, 2024-05-05T10:00:00.000Z, true",
        "time, 2024-05-05 10 EST, 2024-05-05T15:00:00.000Z, true",
        "time, 2024-05-05T10+05:30, 2024-05-05T04:30:00.000Z, true",
        "time, 'Sat, 14 Jun 2014', 2014-06-14T00:00:00.000Z, true",
        "time, 2024-05-05 13 PM, 2024-05-05 13 PM, false",
        "time, 2024-05-05 10, 2024-05-05 10, false",
        "time, May 5 2024 soon, May 5 2024 soon, false",
        "date, May 5 2024 10:30, 2024-05-05, true",
        "date, 'Tues., Sept. 3rd, 2024', 2024-09-03, true",
        "date, 'Monday, 5 August 2024', 2024-08-05, true",
        "date, 05-Dec-2024, 2024-12-05, true",
        "date, 'Mark 5, 2024', 'Mark 5, 2024', false",
        "date, Decatur 12 2024, Decatur 12 2024, false",
        "date, Apartment 5 May 2024, Apartment 5 May 2024, false",
        "time, 1401703200000, 1401703200000, false",
    })
    void a_value_has_a_normal_form(String type, String raw, String normal, boolean valid) {
        TypedValue value = FieldType.of(type).parse(raw, NOW);
        assertThat(value.text()).isEqualTo(normal);
        assertThat(value.valid()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-10 02:30 America/New_York, 2024-03-10T07:00:00.000Z",
        "2024-03-10 03:30 America/New_York, 2024-03-10T07:30:00.000Z",
        "2024-11-03 01:30 America/New_York, 2024-11-03T05:30:00.000Z",
        "2024-11-03T02:30:00[America/New_York], 2024-11-03T07:30:00.000Z",
    })
    void a_time_that_a_zone_skips_is_the_next_and_one_that_it_repeats_the_first(
            String raw, String normal) {
        assertThat(FieldType.TIME.parse(raw).text()).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "1980-01-01, 42.4, 1980",
        "2014-06-02, 8, 2014",
        "2012-06-03, 9.9, 2012",
        "1951-04-26, 71.1, 1951",
        "2022-06-01, 0, 2022",
        "2000-02-29, 22.2, 2000",
        "1850-01-01, 172.4, 1850",
        "2030-01-01, , 2030",
    })
    void an_age_has_one_decimal_and_is_rounded_down(String raw, @Nullable String age, int year) {
        TypedValue value = FieldType.DOB.parse(raw, NOW);
        assertThat(value.component("age")).isEqualTo(age == null ? null : new BigDecimal(age));
        assertThat(value.component("year")).isEqualTo(year);
        assertThat(value.component("masked")).isEqualTo(false);
    }

    @Test
    void without_a_time_nobody_has_an_age() {
        assertThat(FieldType.DOB.parse("1980-01-01").component("age")).isNull();
        assertThat(FieldType.DOB.parse("second of June", NOW).components())
                .containsOnly(Map.entry("masked", false));
    }

    @Test
    void the_parts_of_a_mail_address_stay_as_they_were_written() {
        assertThat(parts(FieldType.EMAIL, "JOE@Mail.Example.COM"))
                .containsEntry("user", "JOE")
                .containsEntry("domain", "Mail.Example.COM")
                .containsEntry("host", "Mail.Example")
                .containsEntry("tld", "COM")
                .containsEntry("is_free", false);
        assertThat(parts(FieldType.EMAIL, "joe@x.Mailinator.com"))
                .containsEntry("is_free", true)
                .containsEntry("is_disposable", true);
        assertThat(parts(FieldType.EMAIL, "joe@outlook.com")).containsEntry("is_free", true);
    }

    @Test
    void a_number_without_an_area_that_can_be_told_counts_as_hidden() {
        assertThat(parts(FieldType.PHONE, "0044 20 7946 0958"))
                .containsEntry("area", "***")
                .containsEntry("exchange", "004")
                .containsEntry("line", "4207")
                .containsEntry("number", "0044207");
        assertThat(parts(FieldType.PHONE, "***-555-0100"))
                .containsEntry("area", "***")
                .containsEntry("line", "0100");
        assertThat(parts(FieldType.PHONE, "+1 416 555 0100")).containsEntry("country_code", "CA");
        assertThat(parts(FieldType.PHONE, "512-555-0100 (home)")).containsEntry("type", "home");
    }

    @Test
    void an_address_of_the_net_has_a_form_of_the_newer_kind() {
        assertThat(parts(FieldType.IP, "198.51.90.161"))
                .containsEntry("is_ipv4", true)
                .containsEntry("ipv6_format", "ffff::c633:5aa1");
        assertThat(parts(FieldType.IP, "::1")).containsEntry("is_ipv4", false);
    }

    @Test
    void a_certificate_is_known_by_the_shape_of_its_id() {
        String web = "https://cert.trustedform.com/eb9fc4dd9bed9ad451a5648946cf4bf09b5bb947";
        assertThat(FieldType.TRUSTEDFORM_URL.parse(web).text()).isEqualTo(web);
        assertThat(parts(FieldType.TRUSTEDFORM_URL, web))
                .containsEntry("type", "web")
                .containsEntry("is_web", true)
                .containsEntry("host", "cert.trustedform.com")
                .containsEntry("cert_id", "eb9fc4dd9bed9ad451a5648946cf4bf09b5bb947");
        assertThat(parts(FieldType.TRUSTEDFORM_URL, web.substring(0, 29) + "x_-".repeat(27)))
                .containsEntry("type", "mobile");
        assertThat(parts(FieldType.TRUSTEDFORM_URL, web.substring(0, 29) + "0.a.b.c"))
                .containsEntry("type", "facebook");
        for (String other : new String[] {"", "eb9f", "https://example.com/eb9f", web + "0"}) {
            assertThat(FieldType.TRUSTEDFORM_URL.parse(other).valid()).isFalse();
        }
    }

    @Test
    void what_is_no_text_is_shown_as_the_text_that_was_read() {
        assertThat(FieldType.RANGE.parse(-10).component("raw")).isEqualTo("-10");
        assertThat(FieldType.POSTAL_CODE.parse(78704).component("raw")).isEqualTo("78704");
        assertThat(FieldType.NUMBER.parse(1.111).component("raw")).isEqualTo(1.111);
    }
}

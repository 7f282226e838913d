package io.waybill.language.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePatternTest {

    /** A Monday in the first ISO week of the next year, in the 53rd of none. */
    private static final ZonedDateTime TIME = time("2018-12-31T00:09:08.070Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "YYYY-MM-DD; 2018-12-31",
                "M MM MMM MMMM Mo; 12 12 Dec December 12th",
                "D Do DDD DDDo; 31 31st 365 365th",
                "d do dd ddd dddd e E; 1 1st Mo Mon Monday 1 1",
                "Q Qo; 4 4th",
                "w ww wo gg gggg; 1 01 1st 19 2019",
                "W WW Wo GG GGGG; 1 01 1st 19 2019",
                "YY Y YYYYYY y N; 18 2018 +002018 2018 AD",
                "H HH h hh k kk A a; 0 00 12 12 24 24 AM am",
                "m mm s ss S SS SSS SSSSSS; 9 09 8 08 0 07 070 070000",
                "hmm Hmm hmmss; 1209 009 120908",
                "X x; 1546214948 1546214948070",
                "Z ZZ z; +00:00 +0000 UTC",
                "LT LTS; 12:09 AM 12:09:08 AM",
                "L l; 12/31/2018 12/31/2018",
                "LL ll; December 31, 2018 Dec 31, 2018",
                "LLLL; Monday, December 31, 2018 12:09 AM",
                "[On] dddd[,] [the] Do; On Monday, the 31st",
                "\\D[D]; DD",
                "q-j; q-j",
            })
    void tokens_are_written_as_their_owners_know_them(String pattern, String text) {
        assertThat(DatePattern.format(TIME, pattern, "en")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fr; LLLL; lundi 31 décembre 2018 00:09",
                "fr; ll; 31 déc. 2018",
                "es; LL; 31 de diciembre de 2018",
                "de; dd, D. MMM; Mo, 31. Dez.",
                "en-GB; L LT; 31/12/2018 00:09",
                "pt_BR; LLL; 31 de dezembro de 2018 às 00:09",
                "nl-BE; Do MMMM; 31ste december",
                "ja; YYYY M; 2018 12",
                "xx; MMMM; December",
                "; MMMM; December",
            })
    void other_languages_have_their_own_words(String locale, String pattern, String text) {
        assertThat(DatePattern.format(TIME, pattern, locale == null ? "" : locale)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2021-07-01T12:00:00Z, America/New_York, EDT, -04:00",
        "2021-01-01T12:00:00Z, america/new_york, EST, -05:00",
        "2021-07-01T12:00:00Z, America/Phoenix, MST, -07:00",
        "2021-07-01T12:00:00Z, Asia/Kolkata, IST, +05:30",
        "2021-07-01T12:00:00Z, America/Sao_Paulo, -03, -03:00",
        "2021-07-01T12:00:00Z, Asia/Kathmandu, +0545, +05:45",
        "2012-07-01T12:00:00Z, Europe/Moscow, MSK, +04:00",
        "2021-07-01T12:00:00Z, Europe/Istanbul, +03, +03:00",
        "2010-07-01T12:00:00Z, Europe/Istanbul, EEST, +03:00",
        "2021-07-01T12:00:00Z, UTC, UTC, +00:00",
        "2021-07-01T12:00:00Z, -02:30, -0230, -02:30",
    })
    void zones_have_the_names_that_people_use(
            String instant, String zone, String name, String offset) {
        ZonedDateTime local = time(instant).withZoneSameInstant(Zones.find(zone).orElseThrow());

        assertThat(DatePattern.format(local, "z Z", "en")).isEqualTo(name + " " + offset);
    }

    @ParameterizedTest
    @CsvSource({
        "months, 2, false, 2019-02-28T00:09:08",
        "quarters, 1, true, 2018-09-30T00:09:08",
        "years, 1, false, 2019-12-31T00:09:08",
        "weeks, 1, true, 2018-12-24T00:09:08",
        "days, 1.5, false, 2019-01-02T00:09:08",
        "hours, 1.5, false, 2018-12-31T01:39:08",
        "minutes, 10, true, 2018-12-30T23:59:08",
        "seconds, -8, false, 2018-12-31T00:09:00",
    })
    void a_time_is_shifted_by_calendar_and_clock(
            String unit, BigDecimal amount, boolean back, String text) {
        ZonedDateTime shifted =
                Objects.requireNonNull(DateShift.shift(TIME, Map.of(unit, amount), back));

        assertThat(DatePattern.format(shifted, "YYYY-MM-DDTHH:mm:ss", "en")).isEqualTo(text);
    }

    @Test
    void a_day_more_keeps_the_time_on_the_clock_when_summer_time_begins() {
        ZonedDateTime before =
                time("2021-03-13T17:00:00Z").withZoneSameInstant(ZoneId.of("America/Chicago"));

        ZonedDateTime day = Objects.requireNonNull(shifted(before, "days", 1));
        ZonedDateTime hours = Objects.requireNonNull(shifted(before, "hours", 24));

        assertThat(DatePattern.format(day, "HH:mm z", "en")).isEqualTo("11:00 CDT");
        assertThat(DatePattern.format(hours, "HH:mm z", "en")).isEqualTo("12:00 CDT");
    }

    @Test
    void what_is_beyond_all_calendars_is_no_time() {
        assertThat(shifted(TIME, "years", 2_000_000_000)).isNull();
        assertThat(shifted(TIME, "milliseconds", Long.MAX_VALUE)).isNull();
        assertThat(DateValue.ofMillis(1e18)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T15:06:07Z, 2026-03-04T15:06:07Z",
        "2026-03-04T15:06:07.089Z, 2026-03-04T15:06:07.089Z",
        "2026-03-04T15:06:07.123456789Z, 2026-03-04T15:06:07.123456789Z",
        "2026-03-04T24:00:00Z, 2026-03-05T00:00:00Z",
        "2026-03-04 15:06+01:00, 2026-03-04T14:06:00Z"
    })
    void a_time_is_read_in_the_forms_of_iso(String text, Instant time) {
        assertThat(time(text).toInstant()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04T15:06:61Z",
                "2026-03-04T15:06:07.1234567890Z",
                "2026-03-04T15:o6:07Z"
            })
    void what_is_no_time_of_iso_is_none(String text) {
        assertThat(DateValue.parse(text)).isNull();
    }

    @Test
    void a_pattern_is_bounded() {
        assertThatThrownBy(() -> DatePattern.format(TIME, "LLLL".repeat(500), "en"))
                .isInstanceOf(InvalidExpression.class);
    }

    private static @Nullable ZonedDateTime shifted(ZonedDateTime time, String unit, long amount) {
        return DateShift.shift(time, Map.of(unit, BigDecimal.valueOf(amount)), false);
    }

    private static ZonedDateTime time(String text) {
        return Objects.requireNonNull(DateValue.parse(text)).time();
    }
}

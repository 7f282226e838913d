package io.waybill.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.reply.http.ReplyDocuments;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyPriceTest {

    @ParameterizedTest
    @CsvSource({"N/A", "-5", "1e401", "2000000"})
    void what_is_no_amount_gives_way_to_the_fallback(String price) {
        String written = '"' + price + '"';

        assertThat(read(written, "fallback_price", "2").amount())
                .contains(new BigDecimal("2.0000"));
        assertThat(read(written).view()).containsEntry("price", price);
        assertThat(read(written).amount()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e401,", "1e-401, 0", "1.5e2, 150", "12.5, 12.5"})
    void an_exponent_is_no_digit_of_the_price(String price, @Nullable BigDecimal amount) {
        for (String written : List.of(price, '"' + price + '"')) {
            assertThat(read(written).amount().map(BigDecimal::stripTrailingZeros))
                    .isEqualTo(Optional.ofNullable(amount).map(BigDecimal::stripTrailingZeros));
        }
    }

    private static ReplyReading read(String price, String... settings) {
        Map<String, Setting> all = new LinkedHashMap<>();
        all.put("price_path", Setting.template("price"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], Setting.template(settings[i + 1]));
        }
        Reply reply =
                new Reply(
                        200,
                        List.of(new Header("Content-Type", "application/json")),
                        "{\"price\":" + price + "}",
                        true);
        return ReplyReader.read(new Settings(all), Vars.empty(), reply, ReplyDocuments::parse);
    }
}

package io.waybill.flowengine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFactsTest {

    @Test
    void a_whole_number_that_was_read_back_is_like_the_decimal_that_was_written() {
        assertThat(EventFacts.all(points(new BigDecimal("10"))))
                .isEqualTo(EventFacts.all(points(10)))
                .isEqualTo(EventFacts.all(points(10L)))
                .isNotEqualTo(EventFacts.all(points(11)));
    }

    @Test
    void a_map_that_was_read_back_is_alike_in_any_order() {
        assertThat(EventFacts.all(appended(ordered("a", "b"))).toString())
                .isEqualTo(EventFacts.all(appended(ordered("b", "a"))).toString());
    }

    private static DataAppended points(Number points) {
        return appended(Map.of("score", points, "parts", List.of(Map.of("given", points))));
    }

    private static Map<String, Object> ordered(String... keys) {
        Map<String, Object> map = new LinkedHashMap<>();
        List.of(keys).forEach(key -> map.put(key, key));
        return map;
    }

    private static DataAppended appended(Map<String, Object> data) {
        return new DataAppended("quality", Optional.empty(), data);
    }
}

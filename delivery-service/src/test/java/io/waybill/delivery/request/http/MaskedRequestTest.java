package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.http.PreviewResource.Answer;
import io.waybill.delivery.request.http.PreviewResource.ToBuild;
import io.waybill.delivery.request.http.PreviewResource.ToRead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedRequestTest {

    @Test
    void nothing_of_a_request_or_a_reply_is_shown_as_text() {
        List<Object> all =
                List.of(
                        new Body.Form("a=Zoe"),
                        new Body.Json(Map.of("a", "Zoe")),
                        new Body.Xml("<a>Zoe</a>"),
                        new Header("X-Name", "Zoe"),
                        new Answer(200, Map.of("a", "Zoe"), "Zoe"),
                        new ToBuild("form", Map.of("a", "Zoe")),
                        new ToRead(Map.of("a", "Zoe"), Map.of(), null));

        assertThat(all).noneMatch(each -> each.toString().contains("Zoe"));
    }
}

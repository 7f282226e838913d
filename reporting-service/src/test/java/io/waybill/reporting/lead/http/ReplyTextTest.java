package io.waybill.reporting.lead.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.reporting.lead.Reply;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyTextTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Reply FAILED =
            new Reply(ID, "failure", "\"State\" must <not> be FL", new BigDecimal("0.0000"));
    private static final Reply SOLD = new Reply(ID, "success", "", new BigDecimal("12.5000"));
    private static final Reply PENDING = new Reply(ID, "pending", "", BigDecimal.ZERO);

    @Test
    void a_reply_has_the_shape_of_the_first_answer() {
        assertThat(ReplyText.json(FAILED))
                .isEqualTo(
                        "{\"outcome\":\"failure\",\"reason\":\"\\\"State\\\" must <not> be FL\","
                                + "\"lead\":{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"},"
                                + "\"price\":0}");
    }

    @Test
    void without_a_reason_there_is_no_such_key() {
        assertThat(ReplyText.json(SOLD))
                .isEqualTo(
                        "{\"outcome\":\"success\","
                                + "\"lead\":{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"},"
                                + "\"price\":12.5}");
    }

    @Test
    void a_pending_lead_has_no_price() {
        assertThat(ReplyText.json(PENDING))
                .isEqualTo(
                        "{\"outcome\":\"pending\","
                                + "\"lead\":{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}}");
    }

    @Test
    void xml_escapes_what_came_from_outside() {
        assertThat(ReplyText.xml(FAILED))
                .contains("<reason>\"State\" must &lt;not&gt; be FL</reason>")
                .contains("<id>01890a5d-ac96-774b-bcce-b302099a8057</id>")
                .contains("<price>0</price>");
    }
}

package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.language.Money;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedbackRecordsTest {

    private static final DataKey KEY = DataKey.random();
    private static final GiveFeedback GIVEN =
            new GiveFeedback(
                    new UUID(1, 1),
                    Optional.of(FeedbackType.RETURN),
                    Optional.of(new Reason("Joe is rude")),
                    new Values(Map.of("stage", "Joe called")),
                    Rows.AT);
    private static final List<FeedbackEvent> EVENTS =
            List.of(
                    new FeedbackEvent.FeedbackReceived(GIVEN, Optional.empty()),
                    new FeedbackEvent.RevenueReversed(
                            GIVEN.feedbackId(), Money.parse("12.50", "USD"), Rows.AT));

    private static List<OutboundRecord> records(Optional<DataKey> key) {
        return new FeedbackRecords(Rows.delivery(), new UUID(9, 9), GIVEN.type(), key).of(EVENTS);
    }

    @Test
    void events_go_on_behind_the_version_that_was_seen() {
        assertThat(records(Optional.of(KEY)))
                .extracting(record -> record.meta().getSequence())
                .containsExactly(8L, 9L);
    }

    @Test
    void what_the_buyer_wrote_is_sealed() {
        FeedbackReceived received = (FeedbackReceived) records(Optional.of(KEY)).getFirst().value();
        EventMeta meta = received.getMeta();

        assertThat(new String(Records.encode(received), StandardCharsets.ISO_8859_1))
                .doesNotContain("Joe");
        assertThat(
                        KEY.openText(
                                meta.getStreamId(),
                                meta.getRecordId(),
                                "FeedbackReceived.reason",
                                Objects.requireNonNull(received.getReason())))
                .isEqualTo("Joe is rude");
        assertThat(
                        KEY.openText(
                                meta.getStreamId(),
                                meta.getRecordId(),
                                "FeedbackReceived.values",
                                Objects.requireNonNull(received.getValues())))
                .isEqualTo("{\"stage\":\"Joe called\"}");
    }

    @Test
    void without_a_key_the_words_are_dropped_and_the_money_stays() {
        List<OutboundRecord> records = records(Optional.empty());

        assertThat(((FeedbackReceived) records.getFirst().value()).getReason()).isNull();
        RevenueReversed reversed = (RevenueReversed) records.getLast().value();
        assertThat(reversed.getAmount()).isEqualByComparingTo("12.5");
        assertThat(reversed.getLeadReceivedAt()).isEqualTo(Rows.AT.minusSeconds(60));
    }

    @Test
    void doing_it_twice_gives_the_same_records() {
        assertThat(records(Optional.empty())).isEqualTo(records(Optional.empty()));
        assertThat(FeedbackRecords.sendingId(GIVEN.feedbackId()))
                .isEqualTo(FeedbackRecords.sendingId(GIVEN.feedbackId()))
                .isNotEqualTo(FeedbackRecords.sendingId(new UUID(1, 2)));
    }

    @Test
    void a_test_lead_and_a_sale_of_nothing_have_no_money() {
        DeliveryRow unsold = Rows.delivery();
        unsold.revenue = unsold.revenue == null ? null : unsold.revenue.subtract(unsold.revenue);
        DeliveryRow test = Rows.delivery();
        test.test = true;
        var open = FeedbackTerms.open();

        assertThat(unsold.state(open).delivered().sale().revenue()).isEmpty();
        assertThat(test.state(open).delivered().sale().cost()).isEmpty();
        assertThat(Rows.delivery().state(open).delivered().sale().revenue())
                .contains(Money.parse("12.50", "USD"));
    }
}

package io.waybill.feedback.leadfeedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import org.junit.jupiter.api.Test;

class SendingRowTest {

    private static SendingRow settled(Answer answer) {
        SendingRow row = new SendingRow();
        row.state = SendingRow.SETTLED;
        row.answer = answer.name();
        return row;
    }

    @Test
    void what_the_source_says_is_the_last_word_and_what_is_gathered_the_first() {
        assertThat(SendingRow.weight(Answer.GATHERED))
                .isLessThan(SendingRow.weight(Answer.UNANSWERED));
        assertThat(SendingRow.weight(Answer.UNANSWERED))
                .isLessThan(SendingRow.weight(Answer.FAILED));
        assertThat(SendingRow.weight(Answer.FAILED)).isLessThan(SendingRow.weight(Answer.REFUSED));
        assertThat(SendingRow.weight(Answer.REFUSED)).isEqualTo(SendingRow.weight(Answer.TAKEN));
    }

    @Test
    void what_came_to_nothing_does_not_count_until_it_is_taken_after_all() {
        SendingRow row = settled(Answer.FAILED);
        assertThat(row.counts()).isTrue();
        assertThat(row.willCount()).isFalse();

        row.conclude();
        row.answer = Answer.TAKEN.name();

        assertThat(row.counts()).isFalse();
        assertThat(row.willCount()).isTrue();
    }

    @Test
    void what_goes_into_a_file_counts_whatever_becomes_of_the_file() {
        SendingRow row = settled(Answer.GATHERED);
        row.conclude();
        row.answer = Answer.REFUSED.name();

        assertThat(row.inBatch).isTrue();
        assertThat(row.counts()).isTrue();
        assertThat(row.willCount()).isTrue();
    }
}

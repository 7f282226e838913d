package io.waybill.feedback.terms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedbackTypeTest {

    @Test
    void types_are_read_in_any_case() {
        assertThat(FeedbackType.named(" Return ")).contains(FeedbackType.RETURN);
        assertThat(FeedbackType.named("CONVERSION")).contains(FeedbackType.CONVERSION);
        assertThat(FeedbackType.named("sale_closed")).contains(new FeedbackType("sale_closed"));
    }

    @Test
    void what_cannot_be_the_name_of_a_type_names_none() {
        assertThat(FeedbackType.named("joe@example.com")).isEmpty();
        assertThat(FeedbackType.named("")).isEmpty();
        assertThat(FeedbackType.named("x".repeat(41))).isEmpty();
        assertThat(FeedbackType.named("re\u0000turn")).isEmpty();
    }
}

package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectTest {

    @Test
    void what_could_not_be_read_is_not_quoted() {
        String told = Defect.of(unreadable("zoe@example.com"));

        assertThat(told)
                .doesNotContain("zoe")
                .contains("IllegalStateException", "NumberFormatException", "DefectTest");
    }

    @Test
    void causes_that_go_round_have_an_end() {
        Exception one = new Exception("one");
        Exception other = new Exception("other", one);
        one.initCause(other);

        assertThat(Defect.of(one)).contains(" caused by java.lang.Exception");
    }

    private static IllegalStateException unreadable(String value) {
        try {
            return new IllegalStateException(Integer.toString(Integer.parseInt(value)));
        } catch (NumberFormatException quoting) {
            return new IllegalStateException("cannot read " + value, quoting);
        }
    }
}

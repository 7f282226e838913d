package io.waybill.intake.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldExamplesTest {

    @ParameterizedTest
    @EnumSource
    void an_example_is_valid(FieldType type) {
        assertThat(type.parse(FieldExamples.of(type)).valid()).isTrue();
    }
}

package io.waybill.delivery.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {

    @Test
    void a_batch_is_small_beside_the_memory_of_the_process() {
        assertThat(BatchSize.most(192_000_000)).isEqualTo(8_000_000);
    }

    @Test
    void it_is_never_smaller_than_useful_nor_larger_than_others_take() {
        assertThat(BatchSize.most(1_000_000)).isEqualTo(1_000_000);
        assertThat(BatchSize.most(64_000_000_000L)).isEqualTo(32_000_000);
    }
}

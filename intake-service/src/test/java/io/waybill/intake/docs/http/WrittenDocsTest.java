package io.waybill.intake.docs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.intake.flows.FlowVersion.FlowVersionId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WrittenDocsTest {

    private static final UUID FLOW = UUID.fromString("7d3f9a70-0000-4000-8000-000000000001");

    private final WrittenDocs.Cache cache = new WrittenDocs.Cache();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void a_version_is_written_once_for_each_source() {
        read(1, FLOW);
        read(1, FLOW);
        read(2, FLOW);
        read(1, new UUID(0, 1));

        assertThat(written).hasValue(3);
    }

    @Test
    void what_nobody_asks_for_any_more_is_forgotten() {
        for (int i = 0; i < 300; i++) {
            read(1, FLOW);
            read(1, new UUID(0, i));
        }
        assertThat(written).hasValue(301);

        read(1, new UUID(0, 0));

        assertThat(written).hasValue(302);
    }

    private void read(int version, UUID source) {
        cache.of(
                new FlowVersionId(FLOW, version),
                source,
                () -> new WrittenDocs("page " + written.incrementAndGet(), "{}"));
    }
}

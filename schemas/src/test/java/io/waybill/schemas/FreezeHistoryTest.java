package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeHistoryTest {

    @TempDir Path module;

    @Test
    void what_is_frozen_is_never_written_again() throws IOException {
        List<Path> added = FreezeHistory.freeze(module);
        Files.writeString(added.getFirst(), "as it was");

        assertThat(added).hasSize(Samples.all().size());
        assertThat(FreezeHistory.freeze(module)).isEmpty();
        assertThat(added.getFirst()).hasContent("as it was");
    }
}

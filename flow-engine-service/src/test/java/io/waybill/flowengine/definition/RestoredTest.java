package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestoredTest {

    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);

    @Test
    void a_key_that_was_changed_since_stays_changed() {
        Restored restored = restored(draft(OLD, "old"), draft(NEW, "old"));

        assertThat(hash(restored)).isEqualTo(NEW);
        assertThat(restored.newKeys()).isEmpty();
        assertThat(restored.warnings())
                .containsExactly("Source \"Web form\" keeps the key that it has in the draft");
    }

    @Test
    void a_source_that_the_draft_has_no_more_comes_back_with_its_key_and_a_warning() {
        Draft without = new Draft("Solar", TestFlows.solar("sources", List.of()));

        Restored restored = restored(draft(OLD, "old"), without);

        assertThat(hash(restored)).isEqualTo(OLD);
        assertThat(restored.warnings())
                .contains("Source \"Web form\" has the key again that it had");
    }

    @Test
    void a_source_without_a_key_in_the_draft_gets_a_new_one() {
        Restored restored = restored(draft(OLD, "old"), new Draft("Solar", TestFlows.solar()));

        assertThat(restored.newKeys()).containsOnlyKeys(TestFlows.SOURCE.toString());
        assertThat(hash(restored)).isNotEqualTo(OLD).asString().hasSize(64);
    }

    @Test
    void a_secret_that_was_changed_since_stays_changed() {
        Restored restored = restored(draft(OLD, "wbs1:old"), draft(OLD, "wbs1:new"));

        assertThat(restored.draft().secret("acme", "header.X-Api-Key")).contains("wbs1:new");
        assertThat(restored.warnings())
                .containsExactly("Step acme keeps the header.X-Api-Key that it has in the draft");
    }

    @Test
    void what_did_not_change_comes_back_without_a_warning() {
        Draft version = draft(OLD, "wbs1:old");

        Restored restored = restored(version, draft(OLD, "wbs1:old"));

        assertThat(restored.draft()).isEqualTo(version);
        assertThat(restored.warnings()).isEmpty();
    }

    private static Restored restored(Draft version, Draft current) {
        return Restored.of(version, current, () -> new UUID(1, 1), () -> "fresh");
    }

    private static Object hash(Restored restored) {
        return restored.draft().sources().getFirst().get("key_hash");
    }

    private static Draft draft(String hash, String secret) {
        Map<String, Object> json = TestFlows.solar("steps/1/delivery/header.X-Api-Key", secret);
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", TestFlows.SOURCE.toString());
        source.put("name", "Web form");
        source.put("key_required", true);
        source.put("key_hash", hash);
        json.put("sources", List.of(source));
        return new Draft("Solar", json);
    }
}

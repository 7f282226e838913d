package io.waybill.intake.flows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.intake.Examples;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlowDirectoryTest {

    private static final UUID OTHER_SOURCE = new UUID(7, 7);
    private static final FlowFact.Published FIRST =
            new FlowFact.Published(Examples.version(1, Examples.source(Examples.SOURCE)));
    private static final FlowFact.Published SECOND =
            new FlowFact.Published(Examples.version(2, Examples.source(OTHER_SOURCE)));

    @Test
    void a_source_is_found_in_the_live_version() {
        FlowDirectory directory = directory(FIRST, live(1), SECOND, live(2));

        assertThat(directory.find(Examples.FLOW, OTHER_SOURCE))
                .hasValueSatisfying(target -> {
                    assertThat(target.version().id().number()).isEqualTo(2);
                    assertThat(target.flowEnabled()).isTrue();
                });
        assertThat(directory.find(Examples.FLOW, Examples.SOURCE)).isEmpty();
    }

    @Test
    void a_flow_that_goes_live_before_its_version_is_known_is_found_once_it_is() {
        FlowDirectory early = directory(live(1));
        assertThat(early.find(Examples.FLOW, Examples.SOURCE)).isEmpty();

        assertThat(early.after(List.of(FIRST)).find(Examples.FLOW, Examples.SOURCE)).isPresent();
    }

    @Test
    void a_version_that_is_not_live_takes_nothing() {
        assertThat(directory(FIRST).find(Examples.FLOW, Examples.SOURCE)).isEmpty();
        assertThat(directory(FIRST, live(1), SECOND).find(Examples.FLOW, Examples.SOURCE))
                .isPresent();
    }

    @Test
    void a_version_before_the_live_one_is_not_kept() {
        FlowDirectory directory = directory(SECOND, live(2), FIRST);

        assertThat(directory.find(Examples.FLOW, OTHER_SOURCE)).isPresent();
        assertThat(directory.find(Examples.FLOW, Examples.SOURCE)).isEmpty();
    }

    @Test
    void the_same_facts_again_change_nothing() {
        FlowDirectory directory = directory(FIRST, live(1), FIRST, live(1));

        assertThat(directory.size()).isEqualTo(1);
        assertThat(directory.find(Examples.FLOW, Examples.SOURCE)).isPresent();
    }

    @Test
    void a_disabled_flow_is_known_as_disabled() {
        FlowDirectory directory =
                directory(FIRST, live(1), new FlowFact.Live(Examples.FLOW, 2, 1, false));

        assertThat(directory.find(Examples.FLOW, Examples.SOURCE))
                .hasValueSatisfying(target -> assertThat(target.flowEnabled()).isFalse());
    }

    @Test
    void what_holds_is_the_same_in_any_order_and_after_repeats() {
        List<FlowFact> facts =
                List.of(
                        FIRST,
                        new FlowFact.Live(Examples.FLOW, 2, 1, true),
                        new FlowFact.Live(Examples.FLOW, 3, 1, false),
                        SECOND,
                        new FlowFact.Live(Examples.FLOW, 5, 2, true));

        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<FlowFact> read = new ArrayList<>(facts);
            random.ints(5, 0, facts.size()).forEach(n -> read.add(facts.get(n)));
            Collections.shuffle(read, random);
            FlowDirectory directory = FlowDirectory.empty().after(read);

            assertThat(directory.find(Examples.FLOW, OTHER_SOURCE))
                    .as("read as %s", read)
                    .hasValueSatisfying(target -> {
                        assertThat(target.version().id().number()).isEqualTo(2);
                        assertThat(target.flowEnabled()).isTrue();
                    });
        }
    }

    @Test
    void a_directory_never_changes() {
        FlowDirectory before = directory(FIRST);

        before.after(List.of(live(1)));

        assertThat(before.find(Examples.FLOW, Examples.SOURCE)).isEmpty();
    }

    @Test
    void a_source_shows_its_key_as_bearer_or_as_password_of_api() {
        SourceKey key = key("s3cret:with colon");

        assertThat(key.isShownBy("Bearer s3cret:with colon")).isTrue();
        assertThat(key.isShownBy("bearer s3cret:with colon")).isTrue();
        assertThat(key.isShownBy("Basic " + base64("API:s3cret:with colon"))).isTrue();
    }

    @Test
    void nothing_else_shows_the_key() {
        SourceKey key = key("s3cret");

        assertThat(key.isShownBy(null)).isFalse();
        assertThat(key.isShownBy("")).isFalse();
        assertThat(key.isShownBy("Bearer")).isFalse();
        assertThat(key.isShownBy("Bearer wrong")).isFalse();
        assertThat(key.isShownBy("s3cret")).isFalse();
        assertThat(key.isShownBy("Basic !!!")).isFalse();
        assertThat(key.isShownBy("Basic " + base64("s3cret"))).isFalse();
        assertThat(key.isShownBy("Basic " + base64("admin:s3cret"))).isFalse();
        assertThat(key.isShownBy("Digest s3cret")).isFalse();
    }

    private static FlowFact live(int version) {
        return new FlowFact.Live(Examples.FLOW, version, version, true);
    }

    private static FlowDirectory directory(FlowFact... facts) {
        return FlowDirectory.empty().after(List.of(facts));
    }

    private static SourceKey key(String secret) {
        try {
            return new SourceKey(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}

package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObscenityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fuck", "What the FUCK", "fucks", "Fück you", "fuuuuck", "f.u.c.k", "f u c k off",
                "sh1t", "$hit!", "b1tch", "a$$", "f*ck", "joe.fuck@example.com", "assshole",
                "https://example.com/fuck-you",
            })
    void obscene_words_are_found_in_disguise(String text) {
        assertThat(Obscenity.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "Scunthorpe", "Dickens", "Cassandra", "Essex", "Dick Cox", "455 Main St",
                "A55 near Chester", "Hancock", "shitake", "assistant", "a b c d", "Fuchs",
                        "Peniston",
                "class pass", "Mr. Butts", "*****", "1234567", "Ağ",
            })
    void names_and_words_that_only_contain_them_pass(String text) {
        assertThat(Obscenity.isIn(text)).isFalse();
    }

    @Test
    void rules_ask_for_it_of_values_and_lists() {
        RuleSet rules = RuleSet.parse(Map.of("lhv", "lead.first_name", "op", "is not obscene"));

        assertThat(rules.evaluate(name("Shithead")).pass()).isFalse();
        assertThat(rules.evaluate(name("Shithead")).reason())
                .isEqualTo("First Name must not be obscene");
        assertThat(rules.evaluate(name("Ann")).pass()).isTrue();
        assertThat(rules.evaluate(Vars.empty()).pass()).isTrue();
        assertThat(rules.evaluate(name(List.of("Ann", "shit"))).pass()).isFalse();
    }

    private static Vars name(Object name) {
        return Vars.of(
                Map.of(
                        "lead",
                        LeadData.type(Map.of("first_name", name), FieldCatalogue.standard())));
    }
}

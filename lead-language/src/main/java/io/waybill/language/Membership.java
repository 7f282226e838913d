package io.waybill.language;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a list, to be looked up at the same cost however many they are. Finds exactly what
 * {@link Comparisons#same} calls the same.
 */
final class Membership {

    private final @Nullable FieldType type;
    private final Set<String> texts = new HashSet<>();
    private final Set<BigDecimal> numbers = new HashSet<>();
    private final Set<BigDecimal> numericTexts = new HashSet<>();

    private Membership(@Nullable FieldType type) {
        this.type = type;
    }

    /**
     * @param type what the values that will be looked up are
     */
    static Membership of(List<Comparand> members, @Nullable FieldType type) {
        Membership membership = new Membership(type);
        members.forEach(membership::add);
        return membership;
    }

    private void add(Comparand member) {
        if (member.isBlank()) {
            return;
        }
        texts.add(member.folded());
        texts.add(member.as(type).folded());
        BigDecimal number = member.number();
        if (number != null) {
            (member.isNumeric() ? numbers : numericTexts).add(number);
        }
    }

    boolean contains(Comparand value) {
        if (value.isBlank()) {
            return false;
        }
        if (texts.contains(value.folded())) {
            return true;
        }
        BigDecimal number = value.number();
        return number != null
                && (numbers.contains(number) || value.isNumeric() && numericTexts.contains(number));
    }
}

package io.waybill.language;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operators ask. All are total: what cannot be compared does not hold. */
final class Comparisons {

    private static final Comparator<Comparand> IN_ORDER = Comparator.comparing(Comparisons::place);

    private Comparisons() {}

    static boolean same(Comparand left, Comparand right) {
        if (left.isList() && right.isList()) {
            return sameMembers(left.members(), right.members());
        }
        if (left.isBlank() || right.isBlank()) {
            return left.isBlank() && right.isBlank();
        }
        return sameText(left, right)
                || sameNumber(left, right)
                || sameText(left, right.as(left.readingType()))
                || sameText(left.as(right.readingType()), right);
    }

    private static boolean sameText(Comparand left, Comparand right) {
        return left.text().equalsIgnoreCase(right.text());
    }

    /** Text equals a number that it writes; two texts that only look like numbers are texts. */
    private static boolean sameNumber(Comparand left, Comparand right) {
        if (!left.isNumeric() && !right.isNumeric()) {
            return false;
        }
        BigDecimal one = left.number();
        BigDecimal other = right.number();
        return one != null && other != null && one.compareTo(other) == 0;
    }

    private static boolean sameMembers(List<Comparand> left, List<Comparand> right) {
        if (left.size() != right.size()) {
            return false;
        }
        List<Comparand> one = left.stream().sorted(IN_ORDER).toList();
        List<Comparand> other = right.stream().sorted(IN_ORDER).toList();
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Where a member is sorted to, the same for a number and for text that writes it. */
    private static String place(Comparand member) {
        BigDecimal number = member.number();
        return number == null ? member.folded() : number.toPlainString();
    }

    /** Negative, zero or positive; null when the two have no order. Numbers first, then times. */
    static @Nullable Integer order(Comparand left, Comparand right) {
        BigDecimal number = left.number();
        BigDecimal other = right.number();
        if (number != null && other != null) {
            return number.compareTo(other);
        }
        Instant time = left.instant();
        Instant otherTime = time == null ? null : right.instant();
        return time == null || otherTime == null ? null : time.compareTo(otherTime);
    }

    /** Inclusive at both ends. */
    static boolean between(Comparand left, Comparand right) {
        List<Comparand> ends = right.ends();
        if (left.isBlank() || ends.size() != 2) {
            return false;
        }
        Integer fromLow = order(left, ends.getFirst());
        Integer toHigh = order(left, ends.getLast());
        return fromLow != null && toHigh != null && fromLow >= 0 && toHigh <= 0;
    }

    static boolean includedIn(Comparand left, Comparand right) {
        if (!left.isList()) {
            return right.membership(left.readingType()).contains(left);
        }
        return left.members().stream()
                .anyMatch(member -> right.membership(member.readingType()).contains(member));
    }

    /** A list includes an equal member, a text includes a part; of several one is enough. */
    static boolean includes(Comparand left, Comparand right) {
        if (left.isBlank() || right.isBlank()) {
            return false;
        }
        if (left.isList()) {
            Comparand wanted = right.isList() ? right : Comparand.of(List.of(plain(right)));
            return includedIn(left, wanted);
        }
        return right.members().stream().anyMatch(part -> hasPart(left, part));
    }

    private static Object plain(Comparand side) {
        Object value = side.value();
        return value == null ? "" : value;
    }

    private static boolean hasPart(Comparand left, Comparand part) {
        return !part.isBlank() && Folding.contains(left.folded(), part.folded());
    }

    static boolean matches(Comparand left, Comparand right) {
        return search(left, right) == SafePattern.Answer.MATCHES;
    }

    static boolean doesNotMatch(Comparand left, Comparand right) {
        return search(left, right) == SafePattern.Answer.DOES_NOT_MATCH;
    }

    private static SafePattern.Answer search(Comparand left, Comparand right) {
        try {
            SafePattern pattern =
                    right.value() instanceof SafePattern compiled
                            ? compiled
                            : SafePattern.compile(right.text());
            SafePattern.Answer answer = SafePattern.Answer.DOES_NOT_MATCH;
            for (Comparand member : left.members()) {
                answer = pattern.search(member.text());
                if (answer != SafePattern.Answer.DOES_NOT_MATCH) {
                    return answer;
                }
            }
            return answer;
        } catch (IllegalArgumentException e) {
            return SafePattern.Answer.GAVE_UP;
        }
    }

    static boolean obscene(Comparand left) {
        return left.members().stream().anyMatch(member -> Obscenity.isIn(member.text()));
    }
}

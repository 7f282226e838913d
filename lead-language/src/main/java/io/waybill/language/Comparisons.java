package io.waybill.language;

import io.waybill.language.fieldtypes.Numbers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the binary operators ask. All are total: what cannot be compared does not hold. */
final class Comparisons {

    private static final Pattern NUMBERS_BETWEEN =
            Pattern.compile("\\s*(-?[\\d.,]+)\\s*(?:-|to)\\s*(-?[\\d.,]+)\\s*");
    private static final Pattern TEXTS_BETWEEN = Pattern.compile("(.+?)(?: - | to )(.+)");
    private static final Comparator<Comparand> BY_TEXT =
            Comparator.comparing(side -> side.text().toLowerCase(Locale.ROOT));

    private Comparisons() {}

    static boolean same(Comparand left, Comparand right) {
        if (left.isList() && right.isList()) {
            return sameMembers(left.members(), right.members());
        }
        if (left.isBlank() || right.isBlank()) {
            return left.isBlank() && right.isBlank();
        }
        return left.text().equalsIgnoreCase(right.text()) || sameNumber(left, right);
    }

    /** Text equals a number that it writes; two texts that only look like numbers are texts. */
    private static boolean sameNumber(Comparand left, Comparand right) {
        BigDecimal one = left.number();
        BigDecimal other = right.number();
        return (left.isNumeric() || right.isNumeric())
                && one != null
                && other != null
                && one.compareTo(other) == 0;
    }

    private static boolean sameMembers(List<Comparand> left, List<Comparand> right) {
        if (left.size() != right.size()) {
            return false;
        }
        List<Comparand> one = left.stream().sorted(BY_TEXT).toList();
        List<Comparand> other = right.stream().sorted(BY_TEXT).toList();
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Negative, zero or positive; null when the two have no order. Numbers first, then days. */
    static @Nullable Integer order(Comparand left, Comparand right) {
        BigDecimal number = left.number();
        BigDecimal other = right.number();
        if (number != null && other != null) {
            return number.compareTo(other);
        }
        LocalDate day = left.day();
        LocalDate otherDay = day == null ? null : right.day();
        return day == null || otherDay == null ? null : day.compareTo(otherDay);
    }

    /** Inclusive at both ends. */
    static boolean between(Comparand left, Comparand right) {
        if (left.isBlank()) {
            return false;
        }
        List<Comparand> ends = ends(right);
        if (ends.size() != 2) {
            return false;
        }
        Integer fromLow = order(left, ends.getFirst());
        Integer toHigh = order(left, ends.getLast());
        return fromLow != null && toHigh != null && fromLow >= 0 && toHigh <= 0;
    }

    private static List<Comparand> ends(Comparand right) {
        if (right.isList()) {
            return right.members();
        }
        Matcher numbers = NUMBERS_BETWEEN.matcher(right.text());
        if (numbers.matches()) {
            return List.of(numberOf(numbers.group(1)), numberOf(numbers.group(2)));
        }
        Matcher texts = TEXTS_BETWEEN.matcher(right.text());
        return texts.matches()
                ? List.of(Comparand.of(texts.group(1)), Comparand.of(texts.group(2)))
                : List.of();
    }

    private static Comparand numberOf(String text) {
        return Comparand.of(Numbers.exact(text.replace(",", "")));
    }

    static boolean includedIn(Comparand left, Comparand right) {
        if (left.isBlank()) {
            return false;
        }
        List<Comparand> listed = right.listed();
        return left.members().stream()
                .anyMatch(member -> listed.stream().anyMatch(item -> same(member, item)));
    }

    /** A list includes an equal member, a text includes a part. */
    static boolean includes(Comparand left, Comparand right) {
        if (left.isBlank() || right.isBlank()) {
            return false;
        }
        if (left.isList()) {
            List<Comparand> wanted = right.members();
            return left.members().stream()
                    .anyMatch(member -> wanted.stream().anyMatch(item -> same(member, item)));
        }
        return left.text().toLowerCase(Locale.ROOT).contains(right.text().toLowerCase(Locale.ROOT));
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
}

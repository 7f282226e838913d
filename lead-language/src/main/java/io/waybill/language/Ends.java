package io.waybill.language;

import io.waybill.language.fieldtypes.Numbers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two ends of "is between": a list of two, a range, or text such as {@code 0830-1645}. */
final class Ends {

    private static final int LONGEST = 200;
    private static final String NUMBER = "(-?[$€£]?\\d[\\d,]*+(?:\\.\\d*+)?)";
    private static final Pattern NUMBERS =
            Pattern.compile("\\s*" + NUMBER + "\\s*(?:[-–—]|to|and)\\s*" + NUMBER + "\\s*");
    private static final Pattern TEXTS = Pattern.compile("(\\S.*?)\\s+(?:[-–—]|to|and)\\s+(\\S.*)");
    private static final Pattern COMMA = Pattern.compile("([^,]+),([^,]+)");

    private Ends() {}

    static List<Comparand> of(Comparand side) {
        if (side.isList()) {
            List<Comparand> members = side.members();
            return members.size() == 2 ? members : List.of();
        }
        if (side.value() instanceof TypedValue typed && typed.type() == FieldType.RANGE) {
            return Stream.of("min", "max")
                    .map(name -> Comparand.of(typed.component(name)))
                    .filter(end -> !end.isBlank())
                    .toList();
        }
        String text = side.text();
        if (text.length() > LONGEST || Numbers.written(text) != null) {
            return List.of();
        }
        for (Pattern form : List.of(NUMBERS, TEXTS, COMMA)) {
            Matcher ends = form.matcher(text);
            if (ends.matches()) {
                return List.of(
                        Comparand.of(ends.group(1).strip()), Comparand.of(ends.group(2).strip()));
            }
        }
        return List.of();
    }
}

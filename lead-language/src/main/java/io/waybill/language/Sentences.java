package io.waybill.language;

import java.util.Locale;

/** How rules are put into words. The value of the lead is not among them. */
final class Sentences {

    private static final int LONGEST_VALUE = 200;
    private static final String LEAD = "lead.";

    private Sentences() {}

    /** {@code State must not be FL}, {@code Missing required email}. */
    static String demand(Rule rule, Vars vars) {
        if (rule.operator() == Operator.IS_NOT_BLANK) {
            return "Missing required " + label(rule).toLowerCase(Locale.ROOT);
        }
        return sentence(rule, rule.operator().demand(), vars);
    }

    /** {@code State is equal to TX}. */
    static String fact(Rule rule, Vars vars) {
        return sentence(rule, rule.operator().text(), vars);
    }

    private static String sentence(Rule rule, String verb, Vars vars) {
        String subject = label(rule) + " " + verb;
        return rule.operator().isBinary() ? subject + " " + rule.right().shown(vars) : subject;
    }

    /** The name of a field as people say it: {@code lead.phone_1.area} is Phone 1 Area. */
    static String label(Rule rule) {
        if (!(rule.left() instanceof Operand.Variable variable)) {
            return shortened(rule.left().source());
        }
        String path = variable.source();
        String name = path.startsWith(LEAD) ? path.substring(LEAD.length()) : path;
        StringBuilder label = new StringBuilder(name.length());
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean separator = character == '.' || character == '_' || character == '-';
            label.append(separator ? ' ' : first ? Character.toUpperCase(character) : character);
            first = separator;
        }
        return label.toString();
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}

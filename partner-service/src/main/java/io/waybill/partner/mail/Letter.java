package io.waybill.partner.mail;

import java.util.regex.Pattern;

/**
 * A mail that is written. Whatever people call themselves, its subject is one line: nothing in it
 * can add a header.
 *
 * @param html the same as a page
 */
public record Letter(String subject, String text, String html) {

    private static final Pattern BREAK = Pattern.compile("[\\s\\p{Cntrl}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST_SUBJECT = 200;

    public Letter {
        String line = BREAK.matcher(subject).replaceAll(" ").strip();
        subject = line.substring(0, Math.min(line.length(), LONGEST_SUBJECT));
    }

    @Override
    public String toString() {
        return "Letter[masked]";
    }
}

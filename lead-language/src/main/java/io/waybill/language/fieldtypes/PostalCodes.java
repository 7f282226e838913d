package io.waybill.language.fieldtypes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postal codes of the United States, Canada and Great Britain. */
public final class PostalCodes {

    private static final int LONGEST = 12;
    private static final Pattern US = Pattern.compile("(\\d{5})(?:[- ]?(\\d{4}))?");
    private static final Pattern CA = Pattern.compile("([A-Z]\\d[A-Z]) ?(\\d[A-Z]\\d)");
    private static final Pattern GB = Pattern.compile("([A-Z]{1,2}\\d[A-Z\\d]?) ?(\\d[A-Z]{2})");

    private PostalCodes() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        Parsed code = read(text);
        return new Parsed(code.normal(), code.valid(), Texts.withRaw(raw, text, code.components()));
    }

    private static Parsed read(String text) {
        String code = Words.upper(text.strip());
        if (code.isEmpty()) {
            return Parsed.valid(text, Map.of("country_code", "US"));
        }
        if (code.length() > LONGEST) {
            return Parsed.invalid(text);
        }
        Matcher us = US.matcher(code);
        if (us.matches()) {
            return unitedStates(text, us);
        }
        Matcher ca = CA.matcher(code);
        if (ca.matches()) {
            return Parsed.valid(
                    ca.group(1) + " " + ca.group(2),
                    Map.of(
                            "country_code", "CA",
                            "code", text,
                            "fsa", ca.group(1),
                            "district", ca.group(1).substring(0, 1),
                            "ldu", ca.group(2)));
        }
        Matcher gb = GB.matcher(code);
        if (gb.matches()) {
            return Parsed.valid(
                    gb.group(1) + " " + gb.group(2),
                    Map.of(
                            "country_code",
                            "GB",
                            "code",
                            text,
                            "outcode",
                            gb.group(1),
                            "incode",
                            gb.group(2)));
        }
        return Parsed.invalid(text);
    }

    private static Parsed unitedStates(String text, Matcher code) {
        String zip = code.group(1);
        String four = code.group(2);
        if (four == null) {
            return Parsed.valid(zip, Map.of("country_code", "US", "code", text, "zip", zip));
        }
        return Parsed.valid(
                zip + "-" + four,
                Map.of("country_code", "US", "code", text, "zip", zip, "four", four));
    }
}

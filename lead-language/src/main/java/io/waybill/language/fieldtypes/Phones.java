package io.waybill.language.fieldtypes;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers, read as dialled in the United States unless they say otherwise. The normal
 * form is the national number, with {@code x} and the extension where there is one; a letter or
 * word behind the number says what kind of line it is (h, w, m, c). Numbers masked with asterisks
 * stay as they are.
 */
public final class Phones {

    private static final int LONGEST = 250;
    private static final String HOME_REGION = "US";
    private static final int NORTH_AMERICA = 1;
    private static final int AREA = 3;
    private static final int EXCHANGE = 3;
    private static final int SUBSCRIBER = 7;
    private static final String HIDDEN_AREA = "***";
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9*]");
    private static final Set<String> TOLL_FREE = Set.of("800", "844", "855", "866", "877", "888");
    private static final Pattern LINE_HINT =
            Pattern.compile(
                    "(.*\\d)\\s*\\(?(h(?:ome)?|w(?:ork)?|m(?:obile)?|c(?:ell)?)\\)?\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        if (text.length() > LONGEST) {
            return Parsed.invalid(text);
        }
        if (text.indexOf('*') >= 0) {
            return masked(text);
        }
        Matcher hint = LINE_HINT.matcher(text);
        boolean hinted = !endsInDigit(text) && hint.matches();
        String dialled = hinted ? hint.group(1) : text;
        try {
            PhoneNumber number = NUMBERS.parse(dialled, HOME_REGION);
            String region = NUMBERS.getRegionCodeForNumber(number);
            boolean valid = isValid(number, region);
            Map<String, Object> components = components(number, region, valid);
            if (hinted) {
                components.put("raw", dialled);
                components.put("type", lineType(hint.group(2)));
            }
            return new Parsed(normal(number), valid, components);
        } catch (NumberParseException e) {
            return Parsed.invalid(text);
        }
    }

    /** Most do, and have no hint then. */
    private static boolean endsInDigit(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    }

    /** Asterisks stand for digits that somebody has hidden; the other digits can still be told. */
    private static Parsed masked(String text) {
        String kept = NO_DIGIT.matcher(text).replaceAll("");
        String national = kept.length() == 11 && kept.startsWith("1") ? kept.substring(1) : kept;
        if (national.length() != 10) {
            return Parsed.invalid(text);
        }
        Map<String, Object> components = new HashMap<>();
        putParts(components, national.substring(0, 3), national.substring(3));
        components.put("country_code", HOME_REGION);
        components.put("country_calling_code", NORTH_AMERICA);
        components.put("is_tollfree", TOLL_FREE.contains(national.substring(0, 3)));
        return new Parsed(national, false, components);
    }

    private static String normal(PhoneNumber number) {
        String national = NUMBERS.getNationalSignificantNumber(number);
        return number.hasExtension() ? national + "x" + number.getExtension() : national;
    }

    /** A number of the home region is told from others by being valid there. */
    private static boolean isValid(PhoneNumber number, @Nullable String region) {
        return region != null
                && (region.equals(HOME_REGION) || NUMBERS.isValidNumberForRegion(number, region));
    }

    private static Map<String, Object> components(
            PhoneNumber number, @Nullable String region, boolean valid) {
        Map<String, Object> components = new HashMap<>();
        String national = NUMBERS.getNationalSignificantNumber(number);
        boolean northAmerican = number.getCountryCode() == NORTH_AMERICA;
        int areaLength = northAmerican && valid ? AREA : areaLength(number);
        String area = national.substring(0, areaLength);
        if (northAmerican) {
            putParts(components, area, national.substring(areaLength));
        } else if (areaLength > 0) {
            components.put("area", area);
            components.put("number", national.substring(areaLength));
        }
        if (number.hasExtension()) {
            components.put("extension", number.getExtension());
        }
        components.put(
                "country_code",
                region == null
                        ? NUMBERS.getRegionCodeForCountryCode(number.getCountryCode())
                        : region);
        components.put("country_calling_code", number.getCountryCode());
        components.put("is_tollfree", northAmerican && TOLL_FREE.contains(area));
        return components;
    }

    /** Of a number without an area that can be told, the area counts as hidden. */
    private static void putParts(Map<String, Object> components, String area, String rest) {
        String number = rest.substring(0, Math.min(rest.length(), SUBSCRIBER));
        int exchange = Math.min(number.length(), EXCHANGE);
        components.put("area", area.isEmpty() ? HIDDEN_AREA : area);
        components.put("exchange", number.substring(0, exchange));
        components.put("line", number.substring(exchange));
        components.put("number", number);
    }

    private static int areaLength(PhoneNumber number) {
        int geographical = NUMBERS.getLengthOfGeographicalAreaCode(number);
        return geographical > 0 ? geographical : NUMBERS.getLengthOfNationalDestinationCode(number);
    }

    private static String lineType(String hint) {
        return switch (Words.lower(hint.substring(0, 1))) {
            case "h" -> "home";
            case "w" -> "work";
            default -> "mobile";
        };
    }
}

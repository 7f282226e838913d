package io.waybill.language.fieldtypes;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of TrustedForm certificates. Only the shape is looked at: who issued a certificate, and
 * when, is hidden in its id from all but its issuer, and so is whether it is a masked copy.
 */
public final class Certificates {

    private static final int LONGEST = 1_000;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://((?:cert|ping)\\.trustedform(?:-\\w{1,20})?\\.com)(/([\\w.-]{1,900}))/?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern MOBILE = Pattern.compile("[\\w-]{60,120}");
    private static final Pattern FACEBOOK = Pattern.compile("\\d\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private Certificates() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String stripped = text.strip();
        Matcher address = ADDRESS.matcher(stripped);
        if (stripped.length() > LONGEST || !address.matches()) {
            return Parsed.invalid(text);
        }
        String id = address.group(3);
        String type = typeOf(id);
        if (type.isEmpty()) {
            return Parsed.invalid(text);
        }
        Map<String, Object> components = new HashMap<>();
        components.put("type", type);
        components.put("cert_id", id);
        components.put("is_web", type.equals("web"));
        components.put("is_mobile", type.equals("mobile"));
        components.put("is_facebook", type.equals("facebook"));
        components.put("is_masked", false);
        components.put("host", Words.lower(address.group(1)));
        components.put("path", address.group(2));
        return Parsed.valid(stripped, components);
    }

    private static String typeOf(String id) {
        if (WEB.matcher(id).matches()) {
            return "web";
        }
        if (MOBILE.matcher(id).matches()) {
            return "mobile";
        }
        return FACEBOOK.matcher(id).matches() ? "facebook" : "";
    }
}

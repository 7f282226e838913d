package io.waybill.flowengine.definition;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids and keys of the steps of a flow, each given once. */
final class StepNames {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    String id(ObjectReader step) {
        String id = step.text("id").orElse("");
        if (!isId(id)) {
            step.flaw("id", "the id must be 1 to 64 letters, digits, - or _");
        } else if (!ids.add(id)) {
            step.flaw("id", "another step has the id " + id);
        }
        return id;
    }

    /** The key of a step's result; without one the step's name is made into it. */
    String key(ObjectReader step, String name) {
        Optional<String> given = step.text("key").filter(text -> !text.isBlank());
        String key = given.orElseGet(() -> slug(name));
        if (!KEY.matcher(key).matches()) {
            step.flaw(
                    "key",
                    given.isPresent()
                            ? "the key must be small letters, digits and _, a letter first"
                            : "its name gives no key; name one");
        } else if (Scope.RESERVED.contains(key)) {
            step.flaw("key", "the key " + key + " has a meaning of its own; name another");
        } else if (!keys.add(key)) {
            step.flaw("key", "another step has the key " + key);
        }
        return key;
    }

    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String cut = slug.length() > 64 ? slug.substring(0, 64) : slug;
        return !cut.isEmpty() && Character.isDigit(cut.charAt(0)) ? "step_" + cut : cut;
    }
}

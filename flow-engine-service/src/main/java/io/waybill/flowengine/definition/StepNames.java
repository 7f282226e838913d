package io.waybill.flowengine.definition;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids and keys of the steps of a flow, and keys of its list checks, each given once. */
final class StepNames {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String id(ObjectReader step) {
        String id = step.text("id").orElse("");
        if (!ids.add(id)) {
            step.flaw("id", "another step has the id " + id);
        } else if (!isId(id)) {
            step.unfit("id", "the id must be 1 to 64 letters, digits, - or _");
        }
        return id;
    }

    /** The key of a step's result; without one the step's name is made into it. */
    String key(ObjectReader step, String name) {
        Optional<String> given = step.text("key").filter(text -> !text.isBlank());
        String key = given.orElseGet(() -> slug(name));
        if (given.isEmpty() && key.isEmpty()) {
            step.flaw("key", "its name gives no key; name one");
        } else {
            take(step, key);
        }
        return key;
    }

    /** Notes a key under which rules and templates find something; none may hide another. */
    void take(ObjectReader owner, String key) {
        if (!KEY.matcher(key).matches()) {
            owner.unfit("key", "the key must be small letters, digits and _, a letter first");
        } else if (Scope.RESERVED.contains(key)) {
            owner.unfit("key", "the key " + key + " has a meaning of its own; name another");
        } else if (!keys.add(key)) {
            owner.unfit("key", "another step or list check has the key " + key);
        }
    }

    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String cut = slug.length() > 64 ? slug.substring(0, 64) : slug;
        return !cut.isEmpty() && Character.isDigit(cut.charAt(0)) ? "step_" + cut : cut;
    }
}

package io.waybill.flowengine.difference;

import java.util.Map;

/**
 * What a sentence is about.
 *
 * @param title as the sentence begins: {@code Step "Acme Solar"}
 */
record Part(String about, String id, String title) {

    static final Part FLOW = new Part("flow", "", "Flow");

    static Part of(String about, Map<?, ?> json) {
        String id = text(json.get("id"));
        String name = text(json.get("name"));
        String shown =
                !name.isBlank()
                        ? name.strip()
                        : !text(json.get("label")).isBlank() ? text(json.get("label")) : id;
        return new Part(
                about,
                id,
                Character.toUpperCase(about.charAt(0)) + about.substring(1) + " \"" + shown + "\"");
    }

    /** A part of this part, of which the sentence says both. */
    Part inner(String what, String name) {
        return new Part(
                about, id, title + ", " + what + (name.isBlank() ? "" : " \"" + name + "\""));
    }

    Change says(String rest) {
        return new Change(about, id, title + rest);
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}

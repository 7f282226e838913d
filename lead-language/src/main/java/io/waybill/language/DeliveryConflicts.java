package io.waybill.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What delivery settings cannot be together, whatever the lead. */
public final class DeliveryConflicts {

    private final Map<String, ?> settings;
    private final Map<String, String> found = new LinkedHashMap<>();

    private DeliveryConflicts(Map<String, ?> settings) {
        this.settings = settings;
    }

    /**
     * By the name of a setting what is wrong with it, as the rest of a sentence. Settings that the
     * format does not use are left alone.
     */
    public static Map<String, String> of(Map<String, ?> settings) {
        DeliveryConflicts conflicts = new DeliveryConflicts(settings);
        conflicts.find();
        return conflicts.found;
    }

    private void find() {
        switch (text("format").toLowerCase(Locale.ROOT)) {
            case "form" -> bare(DeliverySettings.FORM_FIELD);
            case "query" -> bare(DeliverySettings.PARAMETER);
            case "standard" -> bare(DeliverySettings.CUSTOM_FIELD);
            case "json" -> {
                nested(DeliverySettings.JSON_PROPERTY, false, SettingTree::jsonKeys);
                if (!text("json_parameter").isEmpty()) {
                    nested(DeliverySettings.NESTED_EXTRA_PARAMETER, false, SettingTree::jsonKeys);
                    bare(DeliverySettings.EXTRA_PARAMETER);
                }
            }
            case "xml" -> {
                nested(DeliverySettings.XML_PATH, true, SettingTree::xmlKeys);
                oneRoot();
                if (!text("xml_parameter").isEmpty()) {
                    bare(DeliverySettings.EXTRA_PARAMETER);
                }
            }
            case "soap" -> {
                nested(DeliverySettings.XML_PATH, true, SettingTree::xmlKeys);
                nested(DeliverySettings.SOAP_HEADER, true, SettingTree::xmlKeys);
            }
            default -> {}
        }
    }

    private void nested(String prefix, boolean nestsInValues, Function<String, List<String>> keys) {
        SettingTree tree = new SettingTree(nestsInValues);
        for (String name : under(prefix)) {
            tree.add(keys.apply(name)).ifPresent(flaw -> found.put(prefix + name, flaw));
        }
    }

    private void oneRoot() {
        Set<String> roots = new TreeSet<>();
        for (String name : under(DeliverySettings.XML_PATH)) {
            List<String> keys = SettingTree.xmlKeys(name);
            boolean placed = keys.size() > 1 && SettingTree.isIndex(keys.get(1));
            roots.add(keys.getFirst() + (placed ? "." + Integer.valueOf(keys.get(1)) : ""));
            if (roots.size() > 1) {
                found.putIfAbsent(
                        DeliverySettings.XML_PATH + name,
                        "begins a second root element; a document has one");
            }
        }
    }

    /** Names that go out as they stand must not break the form. */
    private void bare(String prefix) {
        String encode = text("encode_form_field_names");
        boolean encoded =
                encode.isEmpty() || !Boolean.FALSE.equals(FieldType.BOOLEAN.parse(encode).normal());
        for (String name : under(prefix)) {
            if (!encoded && !DeliverySettings.isBareName(name)) {
                found.putIfAbsent(
                        prefix + name, "has to be encoded: encode_form_field_names is false");
            }
        }
    }

    /** What follows the prefix, of settings that may write something. */
    private List<String> under(String prefix) {
        return settings.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .filter(name -> !text(name).isEmpty())
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private String text(String name) {
        Object value = settings.get(name);
        return value == null ? "" : value.toString().strip();
    }
}

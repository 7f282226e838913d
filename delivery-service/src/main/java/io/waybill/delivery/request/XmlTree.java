package io.waybill.delivery.request;

import io.waybill.language.SettingTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An XML document by dotted paths: {@code lead.name} is an element in an element, {@code a.b.0} one
 * of several of a name, {@code a.@id} or {@code a@id} an attribute, {@code a.#text} the text of an
 * element that has attributes too, {@code a.#cdata} such text as it stands.
 */
final class XmlTree {

    private static final String PREFIX = "xml_path.";
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*+(?::[\\p{L}_][\\p{L}\\p{N}_-]*+)?");

    private final Node root = new Node();
    private final boolean ascii;

    XmlTree(boolean ascii) {
        this.ascii = ascii;
    }

    void put(String path, @Nullable Object value) throws BrokenRequest {
        Object model = Values.json(value);
        if (model == null) {
            return;
        }
        List<String> keys = SettingTree.xmlKeys(path);
        if (keys.size() > SettingTree.DEEPEST) {
            throw unusable(path, "is nested too deeply");
        }
        Node node = root;
        for (String key : keys) {
            if (!isUsable(key)) {
                throw unusable(path, "is no path of elements and attributes");
            }
            // 1 and 01 are one place.
            String name = SettingTree.isIndex(key) ? Integer.valueOf(key).toString() : key;
            node = node.children.computeIfAbsent(name, _ -> new Node());
        }
        put(node, path, model);
    }

    /** Makes an element that is there even where nothing comes to stand in it. */
    void element(String path) {
        Node node = root;
        for (String key : SettingTree.xmlKeys(path)) {
            node = node.children.computeIfAbsent(key, _ -> new Node());
        }
    }

    private void put(Node node, String path, Object model) throws BrokenRequest {
        switch (model) {
            case List<?> items -> {
                int place = 0;
                for (Object item : items) {
                    Node one = new Node();
                    put(one, path, item);
                    if (node.children.put(Integer.toString(place++), one) != null) {
                        throw conflict(path);
                    }
                }
            }
            case Map<?, ?> members -> {
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    String key = String.valueOf(member.getKey());
                    if (!isUsable(key)) {
                        throw unusable(path, "holds a name that is none in XML");
                    }
                    if (member.getValue() instanceof Object inner) {
                        put(node.children.computeIfAbsent(key, _ -> new Node()), path, inner);
                    }
                }
            }
            default -> {
                if (node.text != null) {
                    throw conflict(path);
                }
                String text = Values.text(model).orElse("");
                node.text = ascii ? AsciiText.of(text) : text;
            }
        }
    }

    /** The document; without any path its declaration alone. */
    String write() throws BrokenRequest {
        XmlText xml = new XmlText();
        List<Map.Entry<String, Node>> roots = new ArrayList<>();
        root.children.forEach(
                (name, node) -> node.occurrences().forEach(one -> roots.add(Map.entry(name, one))));
        if (roots.size() > 1
                || roots.stream().anyMatch(only -> !NAME.matcher(only.getKey()).matches())) {
            throw new BrokenRequest(
                    Flaw.SETTINGS_CONFLICT, "An XML document must have one root element");
        }
        for (Map.Entry<String, Node> only : roots) {
            write(xml, only.getKey(), only.getValue());
        }
        return xml.toString();
    }

    private static void write(XmlText xml, String name, Node node) {
        xml.open(name);
        node.children.forEach((key, child) -> {
            if (key.startsWith("@") && child.text != null) {
                xml.attribute(key.substring(1), child.text);
            }
        });
        if (node.text != null) {
            xml.text(node.text);
        }
        node.children.forEach((key, child) -> {
            if (child.text != null && key.equals("#text")) {
                xml.text(child.text);
            } else if (child.text != null && key.equals("#cdata")) {
                xml.quoted(child.text);
            } else if (NAME.matcher(key).matches()) {
                child.occurrences().forEach(one -> write(xml, key, one));
            }
        });
        xml.close(name);
    }

    private static boolean isUsable(String key) {
        return SettingTree.isIndex(key)
                || key.equals("#text")
                || key.equals("#cdata")
                || NAME.matcher(key.startsWith("@") ? key.substring(1) : key).matches();
    }

    private static BrokenRequest conflict(String path) {
        return new BrokenRequest(
                Flaw.SETTINGS_CONFLICT, PREFIX + path + " collides with another one");
    }

    private static BrokenRequest unusable(String path, String why) {
        return new BrokenRequest(Flaw.NAME_UNUSABLE, PREFIX + path + " " + why);
    }

    /** An element, an attribute, a text, or several elements by their places. */
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private @Nullable String text;

        /** The elements that share this node's name, in the order of their places. */
        private List<Node> occurrences() {
            Map<Integer, Node> places = new TreeMap<>();
            children.forEach((key, child) -> {
                if (SettingTree.isIndex(key)) {
                    places.put(Integer.valueOf(key), child);
                }
            });
            return places.isEmpty() ? List.of(this) : List.copyOf(places.values());
        }
    }
}

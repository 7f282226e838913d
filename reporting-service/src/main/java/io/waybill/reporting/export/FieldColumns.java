package io.waybill.reporting.export;

import io.waybill.language.FieldCatalogue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields that have a column of their own. Sources name fields as they like, so only so many
 * have one: standard fields come first, then the others, both by name. The same leads give the same
 * columns, in whatever order they are added.
 */
public final class FieldColumns {

    public static final int MOST = 500;

    private static final Set<String> STANDARD = FieldCatalogue.standard().fieldIds();

    private final TreeSet<String> names =
            new TreeSet<>(
                    Comparator.comparing((String name) -> !STANDARD.contains(name))
                            .thenComparing(Comparator.naturalOrder()));
    private final int most;
    private boolean others;

    public FieldColumns() {
        this(MOST);
    }

    FieldColumns(int most) {
        this.most = most;
    }

    /** The fields of one more lead. */
    public void add(Collection<String> fields) {
        for (String field : fields) {
            if (names.add(field) && names.size() > most) {
                names.removeLast();
                others = true;
            }
        }
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether some field has no column. */
    public boolean others() {
        return others;
    }

    /** The values of a lead that have no column. */
    public SortedMap<String, String> rest(SortedMap<String, String> values) {
        SortedMap<String, String> rest = new TreeMap<>(values);
        rest.keySet().removeAll(names);
        return rest;
    }
}

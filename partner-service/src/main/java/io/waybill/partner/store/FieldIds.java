package io.waybill.partner.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Ids of fields in one column: none of them holds a blank. */
public final class FieldIds {

    private static final String BLANK = " ";

    private FieldIds() {}

    public static String column(Collection<String> ids) {
        return String.join(BLANK, ids);
    }

    public static List<String> ids(String column) {
        return Arrays.stream(column.split(BLANK)).filter(id -> !id.isEmpty()).toList();
    }
}

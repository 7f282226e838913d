package io.waybill.flowengine.list;

import io.waybill.language.FieldType;
import io.waybill.language.TypedValue;
import java.util.Locale;

/** By what entries of lists are found. */
public final class ListKeys {

    private ListKeys() {}

    /**
     * The same text for a value in whatever form it is written, when it is put into a list and when
     * a lead is looked up; empty for a blank value, which stands in no list.
     */
    public static String normal(FieldType type, String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return "";
        }
        TypedValue typed = type.parse(text);
        return (typed.valid() ? typed.text() : text).strip().toLowerCase(Locale.ROOT);
    }
}

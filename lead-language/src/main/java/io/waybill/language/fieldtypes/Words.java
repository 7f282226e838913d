package io.waybill.language.fieldtypes;

import java.util.Locale;

/** Small questions about text that several types ask. */
final class Words {

    private Words() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static boolean digitsOnly(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}

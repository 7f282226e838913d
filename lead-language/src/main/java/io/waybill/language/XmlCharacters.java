package io.waybill.language;

/** Which characters XML can hold at all. */
public final class XmlCharacters {

    private XmlCharacters() {}

    /** Whether XML has a way to write the character, escaped or not. */
    public static boolean isAllowed(int character) {
        return (character >= 0x20 && character < 0xD800)
                || (character > 0xDFFF && character < 0xFFFE)
                || character > 0xFFFF
                || character == '\t'
                || character == '\n'
                || character == '\r';
    }
}

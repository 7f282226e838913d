package io.waybill.language;

/**
 * A tag of a template.
 *
 * @param start where it begins in the source; {@code end} is behind it
 */
record TemplateTag(Kind kind, TemplateCall call, int start, int end) {

    enum Kind {
        VALUE,
        OPEN,
        OTHERWISE,
        CLOSE,
        COMMENT
    }
}

package io.waybill.language.templates;

/**
 * A word of an expression.
 *
 * @param text the operator or name; of a text what stands between its quotes
 */
record MathToken(Kind kind, String text, double number) {

    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        SYMBOL,
        END
    }

    static MathToken symbol(String text) {
        return new MathToken(Kind.SYMBOL, text, 0);
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}

package io.waybill.language;

/** A rule that cannot work: where it stands in its rule set, and why. Caused by its writer. */
public final class InvalidRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    InvalidRule(String path, String message) {
        super(path.isEmpty() ? message : "Rule " + path + ": " + message);
        this.path = path;
    }

    /**
     * Indexes from the outermost set to the rule, such as {@code 0.2}; empty for the set itself.
     */
    public String path() {
        return path;
    }
}

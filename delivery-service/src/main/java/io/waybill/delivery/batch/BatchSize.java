package io.waybill.delivery.batch;

/**
 * How much one batch may hold. A batch is written in memory, several copies of it, beside all that
 * is on its way: it has to be small beside what the process has.
 */
public final class BatchSize {

    private static final long SMALLEST = 1_000_000;
    private static final long LARGEST = 32_000_000;
    private static final int PART_OF_ALL = 24;

    private BatchSize() {}

    /** Bytes of cells in a batch, as far as it has more than one row. */
    public static long most() {
        return most(Runtime.getRuntime().maxMemory());
    }

    /**
     * @param memory of the process, in bytes
     */
    static long most(long memory) {
        return Math.clamp(memory / PART_OF_ALL, SMALLEST, LARGEST);
    }

    /** Whether one that was made when others held for it may be written all the same. */
    public static boolean isWritable(long bytes) {
        return bytes <= 2 * most();
    }
}

package io.waybill.language;

/** What one rendering may still write and repeat. One thread uses it, once. */
final class TemplateBudget {

    static final int CHARACTERS = 1_048_576;
    static final int ITERATIONS = 10_000;

    private int characters = CHARACTERS;
    private int iterations = ITERATIONS;

    /** Steps of the work that was done: characters, and tens of them for each iteration. */
    long spent() {
        return CHARACTERS - characters + 10L * (ITERATIONS - iterations);
    }

    void write(int count) {
        if (count > characters) {
            throw new TemplateFailed("Template writes more than " + CHARACTERS + " characters");
        }
        characters -= count;
    }

    void repeat(int times, int charactersEach) {
        if (times > iterations) {
            throw new TemplateFailed("Template repeats more than " + ITERATIONS + " times");
        }
        iterations -= times;
        write((int) Math.min(Integer.MAX_VALUE, (long) times * charactersEach));
    }
}

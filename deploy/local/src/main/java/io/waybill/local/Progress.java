package io.waybill.local;

/** Where one sees what a command is doing, a line at a time. */
@FunctionalInterface
public interface Progress {

    void say(String line);

    static Progress silent() {
        return _ -> {};
    }

    static Progress toStandardError() {
        return System.err::println;
    }
}

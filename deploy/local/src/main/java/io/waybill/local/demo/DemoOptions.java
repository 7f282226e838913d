package io.waybill.local.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the demo was asked for. */
record DemoOptions(Optional<Path> leads, int count, boolean json) {

    private static final int DEFAULT_COUNT = 200;
    private static final int MOST = 100_000;

    /**
     * @param calledFrom where a relative path starts
     */
    static DemoOptions parse(List<String> arguments, Path calledFrom) {
        Optional<Path> leads = Optional.empty();
        int count = DEFAULT_COUNT;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--json" -> json = true;
                case "--leads" -> leads = Optional.of(calledFrom.resolve(valueOf(arguments, ++i)));
                case "--count" -> count = number(valueOf(arguments, ++i));
                default ->
                        throw new DemoFailed(
                                "Unknown: "
                                        + arguments.get(i)
                                        + ". ./waybill demo [--leads FILE.csv] [--count N] [--json]");
            }
        }
        return new DemoOptions(leads, count, json);
    }

    private static String valueOf(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new DemoFailed(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }

    private static int number(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            throw new DemoFailed("--count is not a number: " + text, notANumber);
        }
        throw new DemoFailed("--count is from 1 to " + MOST);
    }
}

package io.waybill.delivery;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be written down of something that went wrong while a lead or a reply was read: what it
 * is and where. Its message may quote what it could not read, and that is personal data.
 */
public final class Defect {

    private static final int FRAMES = 12;

    private Defect() {}

    /** Classes and places of it and of its causes, without a message. */
    public static String of(Throwable defect) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        @Nullable Throwable next = defect;
        while (next != null && seen.add(next)) {
            text.append(text.isEmpty() ? "" : " caused by ").append(next.getClass().getName());
            text.append(
                    Arrays.stream(next.getStackTrace())
                            .limit(FRAMES)
                            .map(frame -> "\n  at " + frame)
                            .collect(Collectors.joining()));
            next = next.getCause();
        }
        return text.toString();
    }
}

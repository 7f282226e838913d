package io.waybill.delivery.request;

import io.waybill.language.Vars;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words that the seller reads of a reply. They never change its outcome: that is the status.
 *
 * @param reason from {@code reason_path} (default: the member {@code reason}), else the default
 *     reason, else for a refusal or an error its status
 * @param reference from {@code reference_path}
 */
public record ReplyReading(@Nullable String reason, @Nullable String reference) {

    private static final int LONGEST = 1_000;

    /**
     * @param json the reply's body as a JSON model; null where it is none
     */
    public static ReplyReading read(
            Settings settings, Vars vars, int status, @Nullable Object json) {
        Optional<String> reason = at(json, setting(settings, "reason_path", vars).orElse("reason"));
        if (status / 100 != 2 && reason.isEmpty()) {
            reason =
                    setting(settings, "default_reason", vars)
                            .or(() -> Optional.of("Replied with status " + status));
        }
        Optional<String> reference =
                setting(settings, "reference_path", vars).flatMap(path -> at(json, path));
        return new ReplyReading(reason.orElse(null), reference.orElse(null));
    }

    /** The reply has been given: a template that breaks now only costs its words. */
    private static Optional<String> setting(Settings settings, String name, Vars vars) {
        try {
            return settings.text(name, vars);
        } catch (BrokenRequest broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> at(@Nullable Object json, String path) {
        Object current = json;
        for (String key : path.split("\\.", -1)) {
            current =
                    switch (current) {
                        case Map<?, ?> map -> map.get(key);
                        case List<?> list when key.matches("\\d{1,4}") -> {
                            int index = Integer.parseInt(key);
                            yield index < list.size() ? list.get(index) : null;
                        }
                        case null, default -> null;
                    };
        }
        boolean scalar =
                current instanceof String
                        || current instanceof Number
                        || current instanceof Boolean;
        return scalar
                ? Values.text(current).filter(text -> !text.isBlank()).map(ReplyReading::cut)
                : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Masked: both may hold what the buyer wrote about a person. */
    @Override
    public String toString() {
        return "ReplyReading[masked]";
    }
}

package io.waybill.intake.docs.http;

import io.waybill.intake.flows.FlowVersion.FlowVersionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The documents of a source as they go out. A version never changes, and neither do they. */
record WrittenDocs(String page, String openApi) {

    /** Those that were asked for last. Safe for threads; one writes at a time. */
    static final class Cache {

        private static final int MOST = 200;

        private final Map<Key, WrittenDocs> kept = new LinkedHashMap<>(16, 0.75f, true);

        private record Key(FlowVersionId version, UUID source) {}

        synchronized WrittenDocs of(
                FlowVersionId version, UUID source, Supplier<WrittenDocs> write) {
            Key key = new Key(version, source);
            WrittenDocs known = kept.get(key);
            if (known != null) {
                return known;
            }
            WrittenDocs written = write.get();
            kept.put(key, written);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
            return written;
        }
    }
}

package io.waybill.delivery.reply;

import io.waybill.delivery.request.Values;
import io.waybill.delivery.settling.AttemptOutcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a standard delivery, which is another system's answer to a submission: it names its
 * outcome itself, and one that does not is an error.
 */
final class StandardReply {

    static final String UNRECOGNIZED = "Unrecognized response";
    static final String PENDING = "The recipient has taken the lead and has not decided yet";

    private StandardReply() {}

    static ReplyReading read(Reply reply, ReplyDocument document) {
        if (!reply.whole()) {
            return ReplyReading.of(AttemptOutcome.UNANSWERED, reply.doubt());
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(content(document.members()));
        Object named = members.remove("outcome");
        Object reason = members.remove("reason");
        Object price = members.remove("price");
        if ("pending".equals(named)) {
            return new ReplyReading(AttemptOutcome.UNANSWERED, PENDING, null, null, members);
        }
        Optional<AttemptOutcome> outcome =
                named instanceof String text ? outcome(text) : Optional.empty();
        if (outcome.isEmpty()) {
            return new ReplyReading(
                    AttemptOutcome.ERROR,
                    Values.text(reason)
                            .or(() -> Values.text(members.get("message")))
                            .orElse(UNRECOGNIZED),
                    price,
                    null,
                    members);
        }
        return new ReplyReading(
                outcome.get(),
                reason instanceof String text ? text : Values.text(reason).orElse(null),
                price,
                null,
                members);
    }

    static Optional<AttemptOutcome> outcome(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "success" -> Optional.of(AttemptOutcome.SUCCESS);
            case "failure" -> Optional.of(AttemptOutcome.FAILURE);
            case "error" -> Optional.of(AttemptOutcome.ERROR);
            default -> Optional.empty();
        };
    }

    /** An XML reply says the same as JSON, in an element around it. */
    private static Map<String, @Nullable Object> content(Map<String, @Nullable Object> members) {
        if (members.size() == 1
                && members.values().iterator().next() instanceof Map<?, ?> inner
                && !members.containsKey("lead")) {
            Map<String, @Nullable Object> content = new LinkedHashMap<>();
            inner.forEach((name, value) -> content.put(String.valueOf(name), value));
            return content;
        }
        return members;
    }
}

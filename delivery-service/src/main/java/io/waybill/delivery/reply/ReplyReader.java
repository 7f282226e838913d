package io.waybill.delivery.reply;

import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Format;
import io.waybill.delivery.request.RequestBuilder;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.request.Values;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.language.SearchTerm;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply as the seller's settings say. A search term decides the outcome whatever the status
 * is, save for 5xx, which is an error always. Without a term the status decides: 2xx is success,
 * 4xx failure, anything else an error.
 */
public final class ReplyReader {

    static final String SERVER_ERROR = "Server error";
    private static final int LONGEST_REASON = 1_000;

    private final ReplySettings settings;
    private final Reply reply;
    private final ReplyDocument document;

    private ReplyReader(ReplySettings settings, Reply reply, ReplyDocument document) {
        this.settings = settings;
        this.reply = reply;
        this.document = document;
    }

    public static ReplyReading read(
            Settings settings, Vars vars, Reply reply, ReplyDocument.Parser parser) {
        ReplySettings reading = new ReplySettings(settings, vars);
        String type =
                reading.text("response_content_type_override")
                        .or(() -> reply.header("Content-Type"))
                        .orElse(null);
        Format format = format(settings, vars);
        if (format == Format.STANDARD) {
            return StandardReply.read(reply, parser.parse(type, reply.body()));
        }
        if (format == Format.SOAP) {
            Optional<ReplyReading> fault = SoapReply.fault(parser.parse(type, reply.body()));
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        if (reply.status() / 100 == 5) {
            return ReplyReading.of(AttemptOutcome.ERROR, SERVER_ERROR);
        }
        return new ReplyReader(reading, reply, parser.parse(type, reply.body())).read();
    }

    private static Format format(Settings settings, Vars vars) {
        try {
            return RequestBuilder.format(settings, vars);
        } catch (BrokenRequest unknown) {
            return Format.FORM;
        }
    }

    private ReplyReading read() {
        AttemptOutcome outcome = outcome();
        if (!isCertain(outcome)) {
            return ReplyReading.of(AttemptOutcome.UNANSWERED, reply.doubt());
        }
        return new ReplyReading(
                outcome, reason(), price(), first("reference_path").orElse(null), appended());
    }

    /** What was not read may hold the term, and of a success all that is worth knowing. */
    private boolean isCertain(AttemptOutcome outcome) {
        Optional<String> term = settings.searchTerm();
        return switch (reply.extent()) {
            case WHOLE -> true;
            case BEGINNING -> term.isEmpty() || isFound(SearchTerm.of(term.get()));
            case PART -> term.isEmpty() && outcome != AttemptOutcome.SUCCESS;
        };
    }

    /** The fallback stands in for what is no amount; without one it is shown as it was written. */
    private @Nullable Object price() {
        Optional<Object> found = first("price_path");
        return found.filter(price -> ReplyReading.amount(price).isPresent())
                .or(() -> settings.value("fallback_price"))
                .or(() -> found)
                .orElse(null);
    }

    private AttemptOutcome outcome() {
        return settings.text("outcome_path").isPresent() ? saidOutcome() : soughtOutcome();
    }

    /** Where the reply has the word itself; one that has none is an error, as its status may be. */
    private AttemptOutcome saidOutcome() {
        AttemptOutcome byStatus = AttemptOutcome.ofStatus(reply.status());
        return first("outcome_path")
                .flatMap(Values::text)
                .flatMap(StandardReply::outcome)
                .orElse(byStatus == AttemptOutcome.SUCCESS ? AttemptOutcome.ERROR : byStatus);
    }

    private AttemptOutcome soughtOutcome() {
        AttemptOutcome onMatch = named("outcome_on_match").orElse(AttemptOutcome.SUCCESS);
        Optional<String> term = settings.searchTerm();
        if (term.isPresent()) {
            return isFound(SearchTerm.of(term.get()))
                    ? onMatch
                    : named("default_outcome").orElse(opposite(onMatch));
        }
        AttemptOutcome byStatus = AttemptOutcome.ofStatus(reply.status());
        return named("default_outcome")
                .orElse(byStatus == AttemptOutcome.SUCCESS ? onMatch : byStatus);
    }

    private static AttemptOutcome opposite(AttemptOutcome onMatch) {
        return onMatch == AttemptOutcome.SUCCESS ? AttemptOutcome.FAILURE : AttemptOutcome.SUCCESS;
    }

    private Optional<AttemptOutcome> named(String setting) {
        return settings.text(setting).flatMap(StandardReply::outcome);
    }

    private boolean isFound(SearchTerm term) {
        Optional<String> path = settings.text("outcome_search_path");
        return path.isEmpty()
                ? term.isIn(reply.body())
                : document.at(path.get()).stream()
                        .anyMatch(value -> Values.text(value).filter(term::isIn).isPresent());
    }

    private @Nullable String reason() {
        Optional<String> reason =
                settings.text("reason_path")
                        .map(this::reasons)
                        .filter(text -> !text.isEmpty())
                        .or(() -> settings.text("default_reason"))
                        .or(this::ownReason);
        if (reason.isEmpty() && reply.status() / 100 != 2) {
            String flaw = reply.flaw();
            reason = Optional.of(flaw != null ? flaw : "Replied with status " + reply.status());
        }
        return reason.map(ReplyReader::cut).orElse(null);
    }

    private String reasons(String path) {
        return document.at(path).stream()
                .filter(value -> !(value instanceof Map))
                .flatMap(value -> Values.text(value).stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Many buyers call it so. */
    private Optional<String> ownReason() {
        return document.members().get("reason") instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    private Optional<Object> first(String setting) {
        return settings.text(setting)
                .flatMap(path ->
                        document.at(path).stream()
                                .filter(value -> Values.text(value).isPresent())
                                .findFirst());
    }

    private Map<String, @Nullable Object> appended() {
        Map<String, @Nullable Object> appended = new LinkedHashMap<>(document.members());
        settings.captures()
                .forEach((name, path) -> {
                    List<Object> values = document.at(path);
                    if (!values.isEmpty()) {
                        appended.put(name, values.size() == 1 ? values.getFirst() : values);
                    }
                });
        settings.text("cookie_search_term")
                .map(SearchTerm::of)
                .ifPresent(term ->
                        reply.headers().stream()
                                .filter(header -> header.name().equalsIgnoreCase("Set-Cookie"))
                                .filter(header -> term.isIn(header.value()))
                                .findFirst()
                                .ifPresent(header -> appended.put("cookie", header.value())));
        return appended;
    }

    static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}

package io.waybill.delivery.destination;

import io.waybill.language.DeliveryConflicts;
import io.waybill.language.DeliveryFlaws;
import io.waybill.language.DeliverySecrets;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.Retry;
import io.waybill.language.RetryReader;
import io.waybill.language.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads and judges the JSON of a destination, by the code that judges the steps of flows. */
public final class DestinationReader {

    private static final int LONGEST_NAME = 200;
    private static final Set<String> MEMBERS =
            Set.of(
                    "name",
                    "transport",
                    "settings",
                    "credential_id",
                    "limits",
                    "retry",
                    "hours_of_operation",
                    "batch",
                    "repeat_safe",
                    "escalation");

    private final JsonPart json;
    private final String zone;

    private DestinationReader(JsonPart json, String zone) {
        this.json = json;
        this.zone = zone;
    }

    /** A definition; where there are flaws it is not to be used. */
    public record Result(Definition definition, List<FieldFlaw> flaws) {}

    /**
     * @param zone IANA name of the account's, for hours and batches that name none
     */
    public static Result read(Map<String, Object> given, String zone) {
        JsonPart json = JsonPart.of(given);
        Definition definition = new DestinationReader(json, zone).definition();
        return new Result(definition, json.flaws());
    }

    private Definition definition() {
        json.refuseOthers(MEMBERS);
        Transport transport = new TransportReader(json).read();
        Optional<Batch> batch = new BatchReader(json, zone).read();
        Map<String, Object> settings = settings(transport, batch.isPresent());
        return new Definition(
                json.name("name", LONGEST_NAME),
                transport,
                settings,
                credential(),
                limits(),
                retry(),
                new HoursReader(json, zone).read(),
                batch,
                json.flag("repeat_safe", false),
                json.child("escalation").map(Escalation::read).orElse(Escalation.NOBODY));
    }

    private Map<String, Object> settings(Transport transport, boolean batched) {
        Map<String, Object> settings = json.members("settings");
        Map<String, String> flaws = new LinkedHashMap<>(DeliveryFlaws.of(settings));
        if (transport instanceof Transport.Http) {
            needs(settings, flaws, "url", "the url is missing");
            if (!batched) {
                needs(settings, flaws, "format", "the format is missing");
            }
        }
        DeliveryConflicts.of(settings)
                .forEach((name, flaw) -> flaws.putIfAbsent(name, name + " " + flaw));
        settings.forEach((name, value) -> {
            if (value instanceof String text) {
                template(name, text).ifPresent(flaw -> flaws.putIfAbsent(name, flaw));
            }
        });
        flaws.forEach((name, flaw) -> json.flaw("settings." + name, flaw));
        return settings;
    }

    private static void needs(
            Map<String, Object> settings, Map<String, String> flaws, String name, String flaw) {
        if (settings.getOrDefault(name, "").toString().isBlank()) {
            flaws.put(name, flaw);
        }
    }

    private static Optional<String> template(String name, String text) {
        if (DeliverySecrets.isSealed(text)) {
            return DeliverySecrets.isSecret(name)
                    ? Optional.empty()
                    : Optional.of(name + " is no secret and cannot be sealed");
        }
        return templateFlaw(text).map(flaw -> name + " is not a template: " + flaw);
    }

    static Optional<String> templateFlaw(String text) {
        try {
            Template.compile(text);
            return Optional.empty();
        } catch (InvalidTemplate invalid) {
            String message = invalid.getMessage();
            return Optional.of(message == null ? "it cannot be read" : message);
        }
    }

    private Optional<UUID> credential() {
        Optional<String> text = json.text("credential_id");
        try {
            return text.map(UUID::fromString);
        } catch (IllegalArgumentException notAnId) {
            json.flaw("credential_id", "is no id");
            return Optional.empty();
        }
    }

    private Limits limits() {
        Limits standard = Limits.standard();
        JsonPart limits = json.child("limits").orElse(JsonPart.of(Map.of()));
        limits.refuseOthers(Set.of("concurrency", "rate", "timeout_seconds"));
        return new Limits(
                limits.whole(
                        "concurrency", 1, Limits.MOST_CONCURRENCY, Limits.STANDARD_CONCURRENCY),
                limits.child("rate").flatMap(DestinationReader::rate),
                limits.seconds(
                        "timeout_seconds",
                        Duration.ofSeconds(1),
                        Limits.LONGEST_TIMEOUT,
                        standard.timeout()));
    }

    private static Optional<Limits.Rate> rate(JsonPart rate) {
        rate.refuseOthers(Set.of("most", "per_seconds"));
        int most = rate.whole("most", 1, 1_000_000, 0);
        if (most == 0) {
            if (rate.raw("most") == null) {
                rate.flaw("most", "is required");
            }
            return Optional.empty();
        }
        Duration second = Duration.ofSeconds(1);
        return Optional.of(
                new Limits.Rate(
                        most, rate.seconds("per_seconds", second, Duration.ofDays(1), second)));
    }

    private Retry retry() {
        return json.child("retry")
                .map(retry -> RetryReader.read(retry.object(), retry::flaw))
                .orElseGet(Retry::standard);
    }
}

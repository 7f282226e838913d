package io.waybill.flowengine.definition;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the sources of a definition. */
final class SourceReader {

    private static final Pattern KEY_HASH = Pattern.compile("[0-9a-f]{64}");

    private final LanguageReader language;
    private final PricingReader prices;
    private final HoursReader hours;
    private final CapReader caps;
    private final MappingReader mappings;
    private final FeedbackReader feedback;
    private final Set<UUID> ids = new HashSet<>();

    SourceReader(Scope scope, LanguageReader language, FeedbackReader feedback) {
        this.language = language;
        this.prices = new PricingReader(language);
        this.hours = new HoursReader(language);
        this.caps = new CapReader(scope, language);
        this.mappings = new MappingReader(language);
        this.feedback = feedback;
    }

    SourceDefinition read(ObjectReader item) {
        ObjectReader source = item.ownedBy("Source \"" + item.raw("name") + "\"");
        UUID id = id(source);
        if (!ids.add(id)) {
            source.flaw("id", "another source has the id " + id);
        }
        feedback.ofSource(source);
        return new SourceDefinition(
                id,
                source.name(),
                source.flag("enabled", true),
                keyHash(source),
                source.flag("may_test", true),
                mappings.read(source),
                acceptance(source, language),
                hours.read(source),
                prices.purchase(source, "purchase_price"),
                caps.read(source));
    }

    /** The acceptance criteria of a flow or a source; without any every lead is taken. */
    static Acceptance acceptance(ObjectReader owner, LanguageReader language) {
        return owner.child("acceptance")
                .map(json ->
                        new Acceptance(
                                language.rules(json, "rule_set"),
                                language.template(json, "reason")))
                .orElseGet(() -> new Acceptance(Optional.empty(), Optional.empty()));
    }

    private static Optional<String> keyHash(ObjectReader source) {
        boolean keyRequired = source.flag("key_required", false);
        Optional<String> keyHash =
                source.text("key_hash").filter(hash -> KEY_HASH.matcher(hash).matches());
        if (keyRequired && keyHash.isEmpty()) {
            source.flaw("key_required", "it demands a key and has none");
        }
        return keyRequired ? keyHash : Optional.empty();
    }

    private static UUID id(ObjectReader source) {
        String text = source.text("id").orElse("");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // said below
        }
        source.flaw("id", "the id must be a UUID");
        return new UUID(0, 0);
    }
}

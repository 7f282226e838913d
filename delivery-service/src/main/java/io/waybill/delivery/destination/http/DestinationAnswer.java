package io.waybill.delivery.destination.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.delivery.destination.store.StoredDestinations;
import io.waybill.language.DeliverySecrets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination as its owner sees it; secrets are masked.
 *
 * @param definition as it can be sent back to change it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DestinationAnswer(
        UUID id,
        String name,
        long revision,
        boolean enabled,
        @JsonProperty("credential_id") @Nullable UUID credentialId,
        @JsonProperty("updated_at") Instant updatedAt,
        @Nullable Map<String, Object> definition) {

    static DestinationAnswer of(DefinitionView view) {
        return answer(view, masked(StoredDestinations.given(view)));
    }

    /** Without the definition, for lists. */
    static DestinationAnswer brief(DefinitionView view) {
        return answer(view, null);
    }

    private static DestinationAnswer answer(
            DefinitionView view, @Nullable Map<String, Object> definition) {
        return new DestinationAnswer(
                view.id(),
                view.content().name(),
                view.revision(),
                view.enabled(),
                view.content().credentialId().orElse(null),
                view.updatedAt(),
                definition);
    }

    private static Map<String, Object> masked(Map<String, Object> definition) {
        Map<String, Object> masked = new LinkedHashMap<>(definition);
        masked.computeIfPresent(
                "settings",
                (_, value) -> {
                    Map<String, Object> settings = new LinkedHashMap<>();
                    ((Map<?, ?>) value)
                            .forEach((name, setting) ->
                                    settings.put(
                                            name.toString(),
                                            setting instanceof String text
                                                            && DeliverySecrets.isSealed(text)
                                                    ? DeliverySecrets.MASK
                                                    : setting));
                    return settings;
                });
        return masked;
    }

    String tag() {
        return "\"" + revision + "\"";
    }
}

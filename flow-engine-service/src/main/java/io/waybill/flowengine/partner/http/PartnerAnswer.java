package io.waybill.flowengine.partner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.flowengine.definition.PartnerSteps;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.ShareOffer;
import io.waybill.flowengine.partner.Standing;
import io.waybill.flowengine.partner.store.KnownPartner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Buyer Step and how its connection stands.
 *
 * @param state unconnected, unknown, invited, accepted, active, paused, broken or ended
 * @param reason why a lead would not go over it now; null when it would
 * @param mayBeEnabled whether a deployment with the step enabled would be refused for the partner
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartnerAnswer(
        @JsonProperty("step_id") String stepId,
        String name,
        boolean enabled,
        @JsonProperty("connection_id") @Nullable UUID connectionId,
        @JsonProperty("partner_id") @Nullable UUID partnerId,
        String state,
        @Nullable String reason,
        @JsonProperty("may_be_enabled") boolean mayBeEnabled,
        List<FieldAnswer> fields) {

    /** A field that can be shared; see {@link ShareOffer.Field}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldAnswer(
            String id,
            String type,
            @Nullable String label,
            boolean sensitive,
            boolean asked,
            boolean shared) {

        static FieldAnswer of(ShareOffer.Field field) {
            return new FieldAnswer(
                    field.id(),
                    field.type(),
                    field.label().orElse(null),
                    field.sensitive(),
                    field.asked(),
                    field.shared());
        }
    }

    static PartnerAnswer of(
            PartnerSteps.Found step,
            Map<String, Object> definition,
            Map<UUID, KnownPartner> partners) {
        Optional<KnownPartner> known = step.connectionId().map(partners::get);
        Optional<Connection> connection = known.map(KnownPartner::connection);
        List<String> asked = known.map(KnownPartner::offered).orElse(List.of());
        return new PartnerAnswer(
                step.id(),
                step.name(),
                step.enabled(),
                step.connectionId().orElse(null),
                connection.flatMap(Connection::buyer).orElse(null),
                step.connectionId().isEmpty()
                        ? "unconnected"
                        : connection.map(Standing::word).orElse("unknown"),
                reason(step, connection),
                connection.filter(c -> c.buyer().isPresent() && c.ended().isEmpty()).isPresent(),
                ShareOffer.of(definition, asked, step.share()).stream()
                        .map(FieldAnswer::of)
                        .toList());
    }

    private static @Nullable String reason(
            PartnerSteps.Found step, Optional<Connection> connection) {
        if (step.connectionId().isEmpty()) {
            return "No partner is connected";
        }
        return switch (Standing.of(connection)) {
            case Standing.NotYet(String reason) -> reason;
            case Standing.Broken(String reason) -> reason;
            case Standing.Open _ -> null;
        };
    }
}

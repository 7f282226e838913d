package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what a Buyer Step has in place of an address. Whether its connection exists and was
 * accepted is looked at when the flow is deployed.
 */
final class PartnershipReader {

    static final String BUYER = "buyer";

    private static final String SHARE = "share";
    private static final int MOST_SHARED = 1000;
    private static final List<String> SAID_BY_THE_BUYER =
            List.of("delivery", "destination_id", "credential_id");

    private final Scope scope;
    private final MappingReader mappings;

    PartnershipReader(Scope scope, LanguageReader language) {
        this.scope = scope;
        this.mappings = new MappingReader(language);
    }

    Partnership read(ObjectReader step, boolean enabled) {
        Optional<UUID> connection = connection(step, enabled);
        connection.ifPresent(
                id -> scope.usePartner(new PartnerUse(id, step.path(), step.owner(), enabled)));
        List<String> share = share(step, enabled);
        for (String key : SAID_BY_THE_BUYER) {
            if (step.raw(key) != null) {
                step.unfit(key, "where the leads of a Buyer Step go is for the buyer to say");
            }
        }
        List<Mapping> all = mappings.read(step);
        for (Mapping mapping : all) {
            if (!share.contains(mapping.field())) {
                step.unfit(
                        "mappings",
                        "it has a mapping for lead."
                                + mapping.field()
                                + ", which it does not share");
            }
        }
        return new Partnership(connection, share, all);
    }

    private static Optional<UUID> connection(ObjectReader step, boolean enabled) {
        Optional<String> text =
                step.text("connection_id").map(String::strip).filter(id -> !id.isEmpty());
        Optional<UUID> id = text.flatMap(PartnershipReader::id);
        if (text.isPresent() && id.isEmpty()) {
            step.unfit("connection_id", "connection_id is no id");
        } else if (id.isEmpty() && enabled) {
            step.unfit(
                    "enabled",
                    "a Buyer Step cannot be enabled before its partner has accepted the invitation;"
                            + " choose a connected buyer or invite one");
        }
        return id;
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private List<String> share(ObjectReader step, boolean enabled) {
        Set<String> share = new LinkedHashSet<>();
        for (String field : step.texts(SHARE)) {
            String id = field.startsWith(Scope.LEAD) ? field.substring(Scope.LEAD.length()) : field;
            if (scope.fields().typeOf(id).isEmpty()) {
                step.unfit(SHARE, "it shares " + field + ", which is not a field of this flow");
            }
            share.add(id);
        }
        if (share.size() > MOST_SHARED) {
            step.unfit(SHARE, "at most " + MOST_SHARED + " fields can be shared");
        }
        if (share.isEmpty() && enabled) {
            step.unfit(SHARE, "it shares no field with the buyer; choose at least one");
        }
        return new ArrayList<>(share);
    }
}

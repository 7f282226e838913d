package io.waybill.flowengine.definition;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The names that a rule or template may use at its place in the flow. */
final class Scope {

    static final String LEAD = "lead.";
    static final String LEAD_ID = "lead.id";

    /** Names that hold the lead and its surroundings, so that no step may take one as its key. */
    static final Set<String> RESERVED =
            Set.of(
                    "lead",
                    "submission",
                    "source",
                    "flow",
                    "account",
                    "recipient",
                    "event_id",
                    "appended",
                    "step",
                    "timestamp",
                    "is_test",
                    "price",
                    "now",
                    "random",
                    "this",
                    "else");

    private static final Set<String> PRESENT =
            Set.of(
                    "lead",
                    "submission",
                    "source",
                    "flow",
                    "account",
                    "timestamp",
                    "is_test",
                    "price",
                    "random");

    /** Parts that masks leave. */
    private static final Set<String> SHOWN = Set.of(".age", ".year", ".valid", ".masked");

    /** Names of what is not known any more when the run is over. */
    private static final Set<String> OF_THE_RUN = Set.of("submission", "price", "random");

    private static final Set<String> PRESENT_IN_DELIVERY = Set.of("recipient", "event_id");

    private final FieldCatalogue fields;
    private final Set<String> known = new HashSet<>(PRESENT);

    private final List<ListUse> lists = new ArrayList<>();
    private final List<PartnerUse> partners = new ArrayList<>();
    private boolean needsAccountKey;

    Scope(FieldCatalogue fields) {
        this.fields = fields;
    }

    /** Of rules and templates about feedback, which comes when the run is long over. */
    static Scope ofFeedback(FieldCatalogue fields) {
        Scope scope = new Scope(fields);
        scope.known.removeAll(OF_THE_RUN);
        scope.known.addAll(PRESENT_IN_DELIVERY);
        scope.known.add("feedback");
        return scope;
    }

    FieldCatalogue fields() {
        return fields;
    }

    /** Something in the definition compares values by their HMACs. */
    void needAccountKey() {
        needsAccountKey = true;
    }

    boolean needsAccountKey() {
        return needsAccountKey;
    }

    void useList(UUID listId, String field, String owner) {
        lists.add(new ListUse(listId, field, owner));
    }

    void usePartner(PartnerUse use) {
        partners.add(use);
    }

    List<PartnerUse> partners() {
        return List.copyOf(partners);
    }

    List<ListUse> lists() {
        return List.copyOf(lists);
    }

    /** From here on the result of a step can be read. */
    void add(String stepKey) {
        known.add(stepKey);
    }

    /** What is wrong with a path, if it names nothing. */
    Optional<String> unknown(String path, boolean inDelivery) {
        int dot = path.indexOf('.');
        String root = dot < 0 ? path : path.substring(0, dot);
        if (inDelivery && PRESENT_IN_DELIVERY.contains(root)) {
            return Optional.empty();
        }
        if (!known.contains(root)) {
            return Optional.of(path + " names neither a field nor an earlier step");
        }
        if (root.equals("lead") && (dot < 0 || !isField(path.substring(dot + 1)))) {
            return Optional.of(path + " is not a field of this flow");
        }
        return Optional.empty();
    }

    /** The variable under {@code lead} is, or is a part of, what is never shown whole. */
    boolean isMasked(String path) {
        if (!path.startsWith(LEAD)) {
            return false;
        }
        String field = path.substring(LEAD.length());
        for (int end = field.length(); end > 0; end = field.lastIndexOf('.', end - 1)) {
            Optional<FieldType> type = fields.typeOf(field.substring(0, end));
            if (type.isPresent()) {
                return type.get().isMaskable() && !SHOWN.contains(field.substring(end));
            }
        }
        return false;
    }

    /**
     * A field's id may hold dots, and components follow it: phone_1.area, mortgage.property.state.
     */
    private boolean isField(String path) {
        if (path.equals("id") || path.equals("random_number")) {
            return true;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            if (fields.typeOf(path.substring(0, end)).isPresent()) {
                return true;
            }
        }
        return false;
    }
}

package io.waybill.flowengine.list.store;

import java.util.List;

/** Flows look values up in a list that was to be deleted: nothing would be found any more. */
public final class ListInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> flows;

    ListInUse(List<String> flows) {
        super("The list is in use");
        this.flows = List.copyOf(flows);
    }

    /** Names of the flows whose deployed version names the list. */
    public List<String> flows() {
        return flows;
    }
}

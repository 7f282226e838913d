package io.waybill.systemtests.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a definition says that something costs.
 *
 * @param amounts that it names; nothing where it names none
 * @param open whether the submission or the buyer's reply may say something else
 */
record Prices(List<BigDecimal> amounts, boolean open) {

    static final Prices NOTHING = new Prices(List.of(BigDecimal.ZERO), false);

    static Prices of(JsonNode price) {
        if (!price.isObject()) {
            return new Prices(List.of(new BigDecimal(price.asText("0"))), false);
        }
        List<BigDecimal> amounts = new ArrayList<>();
        price.path("prices").forEach(each -> amounts.add(amount(each, "amount")));
        boolean open = price.has("from");
        // The fallback, and what a lead costs that meets none of the conditions.
        amounts.add(amount(price, "fallback"));
        return new Prices(List.copyOf(amounts), open);
    }

    private static BigDecimal amount(JsonNode owner, String field) {
        return new BigDecimal(owner.path(field).asText("0"));
    }

    /**
     * The amount that is due where the ledger says this one: this one if it is possible, else the
     * first that the definition names. Conditions are about sealed values: the model cannot judge
     * them.
     */
    BigDecimal due(BigDecimal said) {
        boolean possible = open || amounts.stream().anyMatch(each -> each.compareTo(said) == 0);
        return possible ? said : amounts.getFirst();
    }
}

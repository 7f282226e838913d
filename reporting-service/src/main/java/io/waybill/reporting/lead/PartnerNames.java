package io.waybill.reporting.lead;

import java.util.Optional;
import java.util.UUID;

/** What the accounts are called to which leads go over connections. */
public interface PartnerNames {

    /** Empty for an account whose name is not known here, or was erased. */
    Optional<String> of(UUID accountId);
}

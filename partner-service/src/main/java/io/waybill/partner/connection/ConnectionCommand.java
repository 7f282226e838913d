package io.waybill.partner.connection;

import io.waybill.partner.account.Label;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be asked of a connection. Ids and what is known of others come with the command. */
public sealed interface ConnectionCommand {

    /** A partner has been invited. */
    record Open(
            UUID connectionId,
            UUID sellerId,
            UUID invitationId,
            Label inviteeName,
            List<String> fields)
            implements ConnectionCommand {
        public Open {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The partner is there.
     *
     * @param flow where a paying buyer wants the leads; it may say so later
     */
    record Accept(UUID buyerId, Label buyerName, Optional<Target.ToFlow> flow, BuyerAffairs affairs)
            implements ConnectionCommand {}

    /** The buyer says where the leads go from now on. */
    record Configure(Target target, BuyerAffairs affairs) implements ConnectionCommand {}

    /** Something with the buyer may have changed. */
    record Review(BuyerAffairs affairs) implements ConnectionCommand {}

    record Pause(Side side, Optional<String> reason) implements ConnectionCommand {}

    record Resume(Side side) implements ConnectionCommand {}

    record End(Side side, Optional<String> reason) implements ConnectionCommand {}

    /** The invitation ended without an acceptance. */
    record CloseUnanswered(EndCause cause, Optional<String> reason) implements ConnectionCommand {}
}

package io.waybill.flowengine.partner.store;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.PartnerSource;
import io.waybill.flowengine.flow.FlowCommand;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowReads;
import io.waybill.flowengine.flow.store.FlowStore;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.flowengine.flow.store.VersionView;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.servicekit.auth.Account;
import io.waybill.servicekit.auth.AccountDirectory;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings flows to what connections are: Buyer Steps that nobody will ever take leads of go, and a
 * flow that a partner chose gets the source that stands for the seller. From what is so, not from
 * what happened: doing it again changes nothing.
 */
@Singleton
public final class PartnerFlows {

    private static final Set<String> NEVER_BEGAN = Set.of("declined", "expired", "revoked");
    private static final String SYSTEM = "system";
    private static final String SOURCE_NAME = "Partner";

    private final PartnerTable partners;
    private final FlowStore store;
    private final FlowReads reads;
    private final AccountDirectory accounts;

    PartnerFlows(
            PartnerTable partners, FlowStore store, FlowReads reads, AccountDirectory accounts) {
        this.partners = partners;
        this.store = store;
        this.reads = reads;
        this.accounts = accounts;
    }

    /**
     * @param sellerName what a source is called that is made for the seller; it stays so
     * @throws SQLException when the database is away
     * @throws RuntimeException when a flow cannot be changed now
     */
    public void follow(KnownPartner known, Optional<String> sellerName) throws SQLException {
        Connection connection = known.connection();
        Optional<String> neverBegan = connection.ended().filter(NEVER_BEGAN::contains);
        if (neverBegan.isPresent()) {
            for (UUID flow : partners.flowsNaming(known.accountId(), connection.id())) {
                change(
                        known.accountId(),
                        flow,
                        live ->
                                new FlowCommand.RemovePartner(
                                        connection.id(), neverBegan.get(), live));
            }
        }
        if (connection.buyer().isPresent()) {
            followAtBuyer(connection, connection.buyer().get(), sellerName.orElse(SOURCE_NAME));
        }
    }

    /** The flow that the buyer chose takes leads, and any that it chose before does not. */
    private void followAtBuyer(Connection connection, UUID buyer, String sourceName)
            throws SQLException {
        Optional<Receiver.ToFlow> chosen =
                connection
                        .receiver()
                        .filter(Receiver.ToFlow.class::isInstance)
                        .map(Receiver.ToFlow.class::cast);
        Set<UUID> flows = new LinkedHashSet<>(partners.flowsNaming(buyer, connection.id()));
        chosen.ifPresent(to -> flows.add(to.flowId()));
        for (UUID flow : flows) {
            Optional<UUID> open =
                    chosen.filter(to -> connection.ended().isEmpty() && to.flowId().equals(flow))
                            .map(Receiver.ToFlow::sourceId);
            change(
                    buyer,
                    flow,
                    live ->
                            new FlowCommand.SetPartnerSource(
                                    new PartnerSource(connection.id(), open, sourceName), live));
        }
    }

    private void change(
            UUID accountId, UUID flowId, Function<Optional<Draft>, FlowCommand> command) {
        Account account =
                accounts.account(accountId)
                        .orElseThrow(() -> new IllegalStateException("unknown " + accountId));
        FlowOwner owner =
                new FlowOwner(
                        accountId,
                        SYSTEM,
                        TimeOrderedIds.next(),
                        account.currency(),
                        account.zone().getId());
        await(() ->
                reads.find(accountId, flowId)
                        .chain(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : changed(owner, found.get(), command)));
    }

    private Uni<Void> changed(
            FlowOwner owner, FlowView flow, Function<Optional<Draft>, FlowCommand> command) {
        return reads.version(owner.accountId(), flow.id(), flow.version())
                .map(version -> version.map(VersionView::definition))
                .chain(live ->
                        store.execute(
                                owner,
                                flow.id(),
                                Optional.of(flow.revision()),
                                command.apply(live)))
                .replaceWithVoid();
    }

    private static void await(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}

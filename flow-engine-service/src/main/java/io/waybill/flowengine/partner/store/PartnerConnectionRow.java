package io.waybill.flowengine.partner.store;

import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Hold;
import io.waybill.flowengine.partner.Connection.Receiver;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection as its events have left it. */
@Entity
@Table(name = "partner_connection")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class PartnerConnectionRow {

    @Id
    @Column(name = "connection_id")
    UUID connectionId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "buyer_id")
    @Nullable UUID buyerId;

    @Column(name = "destination_id")
    @Nullable UUID destinationId;

    @Column(name = "flow_id")
    @Nullable UUID flowId;

    @Column(name = "source_id")
    @Nullable UUID sourceId;

    String holds;
    @Nullable String ended;
    String offered;
    long sequence;

    KnownPartner known() {
        return new KnownPartner(
                accountId,
                new Connection(
                        connectionId,
                        Optional.ofNullable(buyerId),
                        receiver(),
                        words(holds).stream().map(Hold::new).collect(Collectors.toSet()),
                        Optional.ofNullable(ended)),
                words(offered).stream().sorted().toList());
    }

    private Optional<Receiver> receiver() {
        UUID flow = flowId;
        UUID source = sourceId;
        if (flow != null && source != null) {
            return Optional.of(new Receiver.ToFlow(flow, source));
        }
        return Optional.ofNullable(destinationId).map(Receiver.ToDestination::new);
    }

    static Set<String> words(String joined) {
        return Arrays.stream(joined.split(",", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}

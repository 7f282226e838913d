package io.waybill.flowengine.partner;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A connection between a seller and a buyer, as far as a lead needs it.
 *
 * @param buyer the buyer's account; empty before the invitation is accepted
 * @param receiver where leads go; empty before the buyer has said so
 * @param holds what keeps leads from going there for now
 * @param ended why it ended, as {@code declined} or {@code seller}; empty while it has not
 */
public record Connection(
        UUID id,
        Optional<UUID> buyer,
        Optional<Receiver> receiver,
        Set<Hold> holds,
        Optional<String> ended) {

    private static final UUID NOBODY = new UUID(0, 0);

    public Connection {
        holds = Set.copyOf(holds);
    }

    /** Where a buyer takes leads. */
    public sealed interface Receiver {

        /** A destination of the buyer's account. */
        record ToDestination(UUID destinationId) implements Receiver {}

        /**
         * A flow of the buyer's account.
         *
         * @param sourceId the source of that flow which stands for the seller
         */
        record ToFlow(UUID flowId, UUID sourceId) implements Receiver {}
    }

    /**
     * Something that holds leads back.
     *
     * @param word {@code seller} or {@code buyer} where a person did it, else what is gone or
     *     disabled on the buyer's side: {@code subscription}, {@code destination}, {@code flow}
     */
    public record Hold(String word) implements Comparable<Hold> {

        static final Hold SELLER = new Hold("seller");
        static final Hold BUYER = new Hold("buyer");

        boolean isOfPeople() {
            return equals(SELLER) || equals(BUYER);
        }

        @Override
        public int compareTo(Hold other) {
            return word.compareTo(other.word);
        }
    }

    /** One that nobody has accepted yet. */
    public static Connection opened(UUID id) {
        return new Connection(id, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    /** One over which leads go, where nobody knows or asks whereto. */
    public static Connection anyOpen(UUID id) {
        return opened(id)
                .accepted(NOBODY)
                .configured(Optional.of(new Receiver.ToDestination(NOBODY)));
    }

    public Connection accepted(UUID account) {
        return new Connection(id, Optional.of(account), receiver, holds, ended);
    }

    public Connection configured(Optional<Receiver> where) {
        return new Connection(id, buyer, where, holds, ended);
    }

    public Connection held(String hold) {
        Set<Hold> more = new TreeSet<>(holds);
        more.add(new Hold(hold));
        return new Connection(id, buyer, receiver, more, ended);
    }

    public Connection released(String hold) {
        Set<Hold> less =
                holds.stream().filter(one -> !one.word().equals(hold)).collect(Collectors.toSet());
        return new Connection(id, buyer, receiver, less, ended);
    }

    public Connection ended(String cause) {
        return new Connection(id, buyer, receiver, holds, Optional.of(cause));
    }
}

package io.waybill.flowengine.partner;

import io.waybill.flowengine.partner.Connection.Hold;
import io.waybill.flowengine.partner.Connection.Receiver;
import java.util.Optional;
import java.util.UUID;

/** What a connection lets a step do with a lead. */
public sealed interface Standing {

    /** What the error of a step begins with whose connection cannot be used. */
    String INVALID = "Invalid Buyer Account";

    /** Leads go to the buyer. */
    record Open(UUID connectionId, UUID buyer, Receiver receiver) implements Standing {}

    /**
     * Not now, and nothing is wrong: the step is skipped.
     *
     * @param reason what is waited for, as a sentence
     */
    record NotYet(String reason) implements Standing {}

    /**
     * Something is not there that has to be: the step ends with an error.
     *
     * @param reason what is wrong and what to do about it
     */
    record Broken(String reason) implements Standing {}

    /**
     * @param known empty where the account has no such connection
     */
    static Standing of(Optional<Connection> known) {
        return known.map(Standing::of)
                .orElseGet(() ->
                        broken(
                                "there is no such connection",
                                "Choose a connected buyer in the step, or invite one"));
    }

    /** How far a connection is, in one word. */
    static String word(Connection connection) {
        if (connection.ended().isPresent()) {
            return "ended";
        }
        if (connection.buyer().isEmpty()) {
            return "invited";
        }
        return switch (of(connection)) {
            case Open _ -> "active";
            case Broken _ -> "broken";
            case NotYet _ -> connection.holds().isEmpty() ? "accepted" : "paused";
        };
    }

    private static Standing of(Connection connection) {
        if (connection.ended().isPresent()) {
            return ended(connection.ended().get());
        }
        if (connection.buyer().isEmpty()) {
            return new NotYet("The invitation has not been accepted yet");
        }
        // Who has paused it expects no leads, whatever else is the matter meanwhile.
        if (connection.holds().stream().anyMatch(Hold::isOfPeople)) {
            return new NotYet("The connection is paused");
        }
        Optional<Hold> trouble = connection.holds().stream().sorted().findFirst();
        if (trouble.isPresent()) {
            return troubled(trouble.get());
        }
        return connection
                .receiver()
                .<Standing>map(to -> new Open(connection.id(), connection.buyer().get(), to))
                .orElseGet(() -> new NotYet("The partner has not configured its side yet"));
    }

    private static Standing ended(String cause) {
        String what =
                switch (cause) {
                    case "declined" -> "the invitation was declined";
                    case "expired" -> "the invitation has expired";
                    case "revoked" -> "the invitation was taken back";
                    case "buyer" -> "the buyer has ended the connection";
                    default -> "the connection has ended";
                };
        return broken(what, "Remove the step, or invite the buyer again");
    }

    private static Standing troubled(Hold hold) {
        return switch (hold.word()) {
            case "subscription" ->
                    broken(
                            "the buyer's subscription has ended",
                            "Ask the buyer to take a free or a paid one");
            case "destination" ->
                    broken(
                            "the buyer's destination is disabled or gone, or gathers leads",
                            "Ask the buyer to enable it, or to choose another one");
            case "flow" ->
                    broken(
                            "the buyer's flow, or the source in it that stands for you, is disabled"
                                    + " or gone, or was never deployed",
                            "Ask the buyer to enable or deploy it, or to choose another flow");
            default ->
                    broken(
                            "something is wrong with the buyer's " + hold.word(),
                            "Ask the buyer to look at the connection");
        };
    }

    private static Standing broken(String what, String remedy) {
        return new Broken(INVALID + ": " + what + ". " + remedy + ".");
    }
}

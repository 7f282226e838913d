package io.waybill.delivery.partner;

/** What a seller is told when something on the buyer's side cannot be used. */
public enum InvalidBuyer {
    ENDED("the connection has ended", "Remove the step, or invite the buyer again"),
    DESTINATION_GONE(
            "the buyer's destination is gone",
            "Ask the buyer to choose another one for the connection"),
    DESTINATION_DISABLED(
            "the buyer's destination is disabled",
            "Ask the buyer to enable it, or to choose another one"),
    DESTINATION_GATHERS(
            "the buyer's destination gathers leads in batches, which takes none over a connection",
            "Ask the buyer for one that takes each lead by itself"),
    DESTINATION_UNUSABLE(
            "the buyer's destination cannot take the lead as it is set up",
            "Ask the buyer to test it"),
    FLOW_GONE(
            "the buyer's flow, or the source in it that stands for you, is gone",
            "Ask the buyer to choose a flow for the connection again"),
    FLOW_DISABLED("the buyer's flow is disabled", "Ask the buyer to enable it"),
    SOURCE_DISABLED(
            "the source that stands for you in the buyer's flow is disabled",
            "Ask the buyer to enable it"),
    SOURCE_LOCKED(
            "the source that stands for you in the buyer's flow demands a key",
            "Ask the buyer to let it take leads without one"),
    CIRCLE(
            "the lead has come through too many flows, which lead into each other",
            "Agree with the buyer on who passes leads on to whom"),
    NOWHERE(
            "the connection does not say where leads go",
            "Ask the buyer to choose a destination or a flow");

    private final String what;
    private final String remedy;

    InvalidBuyer(String what, String remedy) {
        this.what = what;
        this.remedy = remedy;
    }

    /** As the reason of the step. */
    public String reason() {
        return "Invalid Buyer Account: " + what + ". " + remedy + ".";
    }
}

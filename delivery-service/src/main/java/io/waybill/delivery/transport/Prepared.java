package io.waybill.delivery.transport;

import org.jspecify.annotations.Nullable;

/** A delivery that is ready to be sent, or the reason why it cannot be. */
public sealed interface Prepared {

    /** Ready to be sent, any number of times; made by one transport for itself. */
    non-sealed interface Ready extends Prepared {

        /** Host and port: what shares connections, and turns. */
        String destination();

        /**
         * What goes out, for the record: JSON text, secrets masked; null where it cannot be shown.
         */
        @Nullable String shown();
    }

    /**
     * Nothing is sent.
     *
     * @param reason for the seller; holds no value of the lead
     */
    record Broken(String reason) implements Prepared {}
}

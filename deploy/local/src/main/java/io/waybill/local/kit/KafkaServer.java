package io.waybill.local.kit;

/** One real Kafka broker. Topics are never created by touching them; the caller provisions. */
public interface KafkaServer extends AutoCloseable {

    /** Where clients connect; the same after a restart. */
    String bootstrapServers();

    /** Starts the broker and returns once it answers. Does nothing while it runs. */
    void start();

    /** Ends the broker at once, as {@code kill -9} does. What was acknowledged is on disk. */
    void kill9();

    /** Brings the broker back on the same port with the same data. */
    default void restart() {
        kill9();
        start();
    }

    /** Stops the broker; its data stays. */
    @Override
    void close();
}

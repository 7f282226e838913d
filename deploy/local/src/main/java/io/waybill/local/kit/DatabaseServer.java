package io.waybill.local.kit;

/** One real PostgreSQL server that holds a database and a role for each service. */
public interface DatabaseServer extends AutoCloseable {

    /** Starts the server and returns once it answers. Does nothing while it runs. */
    void start();

    /**
     * The database of that name, owned by a role of the same name. Makes both when they are
     * missing, so it may be called again after a restart.
     */
    Database database(String name);

    /** Ends the server and its children at once, as {@code kill -9} does. */
    void kill9();

    /** Brings the server back on the same port with the same data. */
    default void restart() {
        kill9();
        start();
    }

    /** Stops the server; its data stays. */
    @Override
    void close();
}

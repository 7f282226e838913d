package io.waybill.servicekit.problem;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an outage of a server behind us (come back later) from a mistake of ours. Clients of
 * PostgreSQL are not on the class path of every service, so their exceptions are known by name.
 */
public final class Outage {

    private static final Set<String> CLIENT_EXCEPTIONS =
            Set.of(
                    "io.vertx.sqlclient.ClosedConnectionException",
                    "io.vertx.core.http.ConnectionPoolTooBusyException",
                    "io.vertx.core.impl.NoStackTraceTimeoutException",
                    "io.vertx.core.impl.NoStackTraceThrowable",
                    "io.vertx.core.VertxException",
                    "org.hibernate.exception.JDBCConnectionException",
                    "io.smallrye.mutiny.TimeoutException");

    private Outage() {}

    public static boolean isBehind(Throwable failure) {
        @Nullable Throwable at = failure;
        // Bounded, because a chain of causes may be a ring.
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (isOutage(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof ClosedChannelException
                || failure instanceof RetriableException
                || failure instanceof TimeoutException
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || (failure instanceof SQLException sql && isConnectionState(sql.getSQLState()))
                || CLIENT_EXCEPTIONS.contains(failure.getClass().getName());
    }

    /** Class 08 is the connection, 57P the server's shutdown and start, 53300 too many of us. */
    private static boolean isConnectionState(@Nullable String state) {
        return state != null
                && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }
}

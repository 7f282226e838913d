package io.waybill.reporting.export.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Ends a reply whose reader has taken nothing for a while. Only the time of a write counts: it
 * waits for the reader, while everything else waits for us.
 */
final class PatientOutput extends FilterOutputStream {

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Duration patience;

    PatientOutput(OutputStream out, Vertx vertx, HttpServerResponse response, Duration patience) {
        super(out);
        this.vertx = vertx;
        this.response = response;
        this.patience = patience;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        patiently(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        patiently(out::flush);
    }

    private interface Write {
        void run() throws IOException;
    }

    private void patiently(Write write) throws IOException {
        long timer = vertx.setTimer(patience.toMillis(), _ -> response.reset());
        try {
            write.run();
        } finally {
            vertx.cancelTimer(timer);
        }
    }
}

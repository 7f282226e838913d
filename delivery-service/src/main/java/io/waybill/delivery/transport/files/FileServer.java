package io.waybill.delivery.transport.files;

import java.io.IOException;
import java.util.OptionalLong;

/** A server of files, logged in to, in the folder where files are put. */
interface FileServer extends AutoCloseable {

    /** Bytes of a file; nothing where there is none of that name. */
    OptionalLong size(String name) throws IOException;

    /** Writes a file, in place of one of that name. */
    void write(String name, byte[] content) throws IOException;

    void rename(String from, String to) throws IOException;

    @Override
    void close() throws IOException;
}

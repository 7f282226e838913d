package io.waybill.delivery.transport.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.jboss.logging.Logger;

/** A server spoken to by FTP. */
final class FtpServer implements FileServer {

    private static final Logger LOG = Logger.getLogger(FtpServer.class);

    private final FTPClient client;

    FtpServer(FTPClient client) {
        this.client = client;
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        String size = client.getSize(name);
        return size == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size.strip()));
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        if (!client.storeFile(name, new ByteArrayInputStream(content))) {
            throw new IOException("The server does not take the file: " + client.getReplyCode());
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (!client.rename(from, to) && !FTPReply.isPositiveCompletion(client.getReplyCode())) {
            throw new IOException("The server does not name the file: " + client.getReplyCode());
        }
    }

    @Override
    public void close() {
        leave(client);
    }

    /** At once: what is still under way was given up. */
    static void leave(FTPClient client) {
        try {
            client.disconnect();
        } catch (IOException gone) {
            LOG.debug("a server of files was left", gone);
        }
    }
}

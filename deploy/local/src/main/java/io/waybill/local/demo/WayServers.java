package io.waybill.local.demo;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.local.demo.Way.Door;
import io.waybill.local.demo.WayReader.Handed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * The servers of buyers that take leads in all ways but mail: HTTP, Apache MINA's of SSH, Apache's
 * of FTP. They say which Event IDs they read out of what they got, and keep files where they came.
 */
final class WayServers implements AutoCloseable {

    static final String USER = "buyer";
    static final String PASSWORD = "buyer-on-this-machine";
    private static final int LONGEST_BODY = 1024 * 1024;

    private final Path files;
    private final Map<Way, Set<String>> received = new ConcurrentHashMap<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final HttpServer http;
    private final SshServer sftp;
    private final FtpServer ftp;

    private WayServers(Path files, int httpPort, int sftpPort, int ftpPort) throws IOException {
        this.files = files;
        this.http =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 256);
        this.sftp = sftp(sftpPort);
        this.ftp = ftp(ftpPort);
    }

    /**
     * @param files what comes as a file lies in a folder for each way below it
     * @throws IOException when a port is taken
     */
    static WayServers start(Path files, int httpPort, int sftpPort, int ftpPort)
            throws IOException {
        for (var way : Way.values()) {
            if (way.door() == Door.SFTP || way.door() == Door.FTP) {
                Files.createDirectories(files.resolve(way.key()));
            }
        }
        var servers = new WayServers(files, httpPort, sftpPort, ftpPort);
        servers.listen();
        return servers;
    }

    private void listen() throws IOException {
        for (var way : Way.values()) {
            if (way.door() == Door.HTTP) {
                http.createContext("/" + way.key(), exchange -> take(way, exchange));
            }
        }
        http.createContext("/received", this::tell);
        http.createContext("/host-key", exchange -> answer(exchange, 200, fingerprint()));
        http.createContext("/secret", this::agree);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        sftp.start();
        try {
            ftp.start();
        } catch (FtpException e) {
            throw new IOException("The FTP server does not start", e);
        }
        http.start();
    }

    private SshServer sftp(int port) {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        var keys = new SimpleGeneratorHostKeyProvider(files.resolve("host-key"));
        keys.setAlgorithm(KeyUtils.RSA_ALGORITHM);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (user, password, _) -> user.equals(USER) && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(files));
        return server;
    }

    private FtpServer ftp(int port) throws IOException {
        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(port);
        var factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        var user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(files.toString());
        user.setAuthorities(List.of(new WritePermission()));
        try {
            factory.getUserManager().save(user);
        } catch (FtpException e) {
            throw new IOException("The FTP server does not start", e);
        }
        return factory.createServer();
    }

    /** As a person reads it off the server, to pin it. */
    private String fingerprint() throws IOException {
        try {
            var keys = sftp.getKeyPairProvider().loadKeys(null).iterator();
            return KeyUtils.getFingerPrint(BuiltinDigests.sha256, keys.next().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IOException("The host key cannot be read", e);
        }
    }

    private void take(Way way, HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        try {
            if (way == Way.SIGNED) {
                verify(exchange, body);
            }
            var query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            note(way, WayReader.read(way, query, body));
            answer(exchange, 200, "{\"outcome\":\"success\"}");
        } catch (IOException e) {
            answer(exchange, 400, "{\"reason\":\"" + e.getMessage() + "\"}");
        }
    }

    private void verify(HttpExchange exchange, byte[] body) throws IOException {
        var headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
        for (var secret : secrets) {
            try {
                new Webhook(secret).verify(new String(body, StandardCharsets.UTF_8), headers);
                return;
            } catch (WebhookVerificationException | EmptyWebhookSecretException wrong) {
                // Signed for another run of the demo, perhaps.
            }
        }
        throw new IOException("the signature is wrong");
    }

    private void note(Way way, List<Handed> leads) {
        var ids = received.computeIfAbsent(way, _ -> new ConcurrentSkipListSet<>());
        leads.forEach(lead -> ids.add(lead.eventId()));
    }

    /** Which Event IDs arrived: {@code /received?csv_by_sftp} has one in a line. */
    private void tell(HttpExchange exchange) throws IOException {
        var key = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        for (var way : Way.values()) {
            if (way.key().equals(key)) {
                var ids = new TreeSet<>(received.getOrDefault(way, Set.of()));
                if (way.door() == Door.SFTP || way.door() == Door.FTP) {
                    ids.addAll(inFiles(way));
                }
                answer(exchange, 200, String.join("\n", ids));
                return;
            }
        }
        answer(exchange, 404, "");
    }

    private Set<String> inFiles(Way way) throws IOException {
        var ids = new TreeSet<String>();
        try (var folder = Files.newDirectoryStream(files.resolve(way.key()), "*.{json,csv,tsv}")) {
            for (var file : folder) {
                for (var lead : WayReader.read(way, "", Files.readAllBytes(file))) {
                    ids.add(lead.eventId());
                }
            }
        }
        return ids;
    }

    /** The secret of a signature, as seller and buyer agree on it beforehand. */
    private void agree(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        secrets.add(Api.JSON.readTree(body).path("secret").asText());
        answer(exchange, 200, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        sftp.stop(true);
        ftp.stop();
    }
}

package io.waybill.local.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files of seller-ui. A path that is no file is a page of the console: the one of that name, or
 * the start.
 */
final class ConsoleFiles {

    private static final String FOLDER = "META-INF/resources";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2");

    private final Map<String, Buffer> read = new ConcurrentHashMap<>();

    void send(String path, HttpServerResponse response) {
        var name = nameOf(path);
        response.putHeader("Content-Type", typeOf(name))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'")
                .putHeader("Cache-Control", "no-cache");
        fileOf(name).ifPresentOrElse(response::end, () -> response.setStatusCode(404).end());
    }

    private String nameOf(String path) {
        return Stream.of(path, path + ".html")
                .filter(name -> fileOf(name).isPresent())
                .findFirst()
                .orElse("/index.html");
    }

    private Optional<Buffer> fileOf(String path) {
        if (path.contains("..") || !path.matches("/[A-Za-z0-9/._-]+\\.[a-z0-9]+")) {
            return Optional.empty();
        }
        var known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream file =
                ConsoleFiles.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            if (file == null) {
                return Optional.empty();
            }
            var content = Buffer.buffer(file.readAllBytes());
            read.put(path, content);
            return Optional.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(String path) {
        var ending = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}

package io.waybill.local.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Which service answers a path, as deploy/routes.json says. */
public final class Routes {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file as it is written. */
    private record Written(String otherwise, List<Route> routes) {}

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = routes.stream().sorted().toList();
    }

    /** The routes that this build was made with. */
    public static Routes ofBuild() {
        try (InputStream file = Routes.class.getResourceAsStream("/routes.json")) {
            if (file == null) {
                throw new IllegalStateException("routes.json is not on the class path");
            }
            return new Routes(JSON.readValue(file, Written.class).routes());
        } catch (IOException e) {
            throw new UncheckedIOException("routes.json cannot be read", e);
        }
    }

    /** The service of the most specific pattern; empty when the path is the console's. */
    public Optional<String> serviceOf(String path) {
        var segments = Route.segments(path);
        return routes.stream()
                .filter(route -> route.matches(segments))
                .map(Route::service)
                .findFirst();
    }

    public List<Route> all() {
        return routes;
    }
}

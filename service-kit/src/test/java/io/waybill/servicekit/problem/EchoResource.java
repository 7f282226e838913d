package io.waybill.servicekit.problem;

import io.smallrye.mutiny.Uni;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.ConnectException;

/** A resource as services have them, for the tests of what surrounds one. */
@Path("/api/echo")
public class EchoResource {

    private final Caller caller;

    EchoResource(Caller caller) {
        this.caller = caller;
    }

    public record Who(String account, String role) {}

    public record Order(int amount, String label) {}

    @GET
    @Managed
    public Uni<Who> who() {
        return Uni.createFrom().item(new Who(caller.accountId().toString(), caller.role().text()));
    }

    @POST
    @Managed
    public Uni<Order> write(Order order) {
        return Uni.createFrom().item(order);
    }

    @POST
    @Path("/preview")
    @Managed
    @AnyRole
    public Uni<Order> preview(Order order) {
        return Uni.createFrom().item(order);
    }

    @GET
    @Path("/failing")
    public Uni<String> failing() {
        return Uni.createFrom().failure(new IllegalStateException("the secret is 42"));
    }

    @GET
    @Path("/away")
    public Uni<String> away() {
        return Uni.createFrom().failure(new RuntimeException(new ConnectException("10.0.0.1")));
    }

    @GET
    @Path("/invalid")
    public Uni<String> invalid() {
        throw ProblemException.invalid("email", "is not an e-mail address");
    }
}

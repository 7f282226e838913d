package io.waybill.servicekit.auth;

import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the call being served, on {@link Managed} resources. It belongs to the request: read it
 * before the first asynchronous step and keep what is needed.
 */
@RequestScoped
public class Caller {

    private @Nullable Identity identity;

    /** The checked credential of the call; 401 where none was shown. */
    public Identity identity() {
        Identity known = identity;
        if (known == null) {
            throw new ProblemException(
                    RequestProblem.NOT_AUTHENTICATED, "Please sign in or send an API key.");
        }
        return known;
    }

    public UUID accountId() {
        return identity().accountId();
    }

    public Actor actor() {
        return identity().actor();
    }

    public Role role() {
        return identity().role();
    }

    void is(Identity checked) {
        identity = checked;
    }
}

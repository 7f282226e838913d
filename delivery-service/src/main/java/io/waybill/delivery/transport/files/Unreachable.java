package io.waybill.delivery.transport.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nobody could be logged in to. The message is for the seller, and holds no secret. */
final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Always there: the constructor takes one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

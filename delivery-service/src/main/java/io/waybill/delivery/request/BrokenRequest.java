package io.waybill.delivery.request;

/** A request that cannot be built. The message is for the seller and holds no value of the lead. */
public final class BrokenRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final Flaw flaw;

    public BrokenRequest(Flaw flaw, String message) {
        super(message, null, false, false);
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }

    /** Always there: the constructor takes one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

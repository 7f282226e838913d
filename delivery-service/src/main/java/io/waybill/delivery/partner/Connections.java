package io.waybill.delivery.partner;

import java.util.UUID;

/**
 * Whether connections still stand. Who asks for a delivery has looked before; this is for what
 * waits or is tried again since.
 */
public interface Connections {

    boolean isEnded(UUID connectionId);
}

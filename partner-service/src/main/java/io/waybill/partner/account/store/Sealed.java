package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Text in a column: sealed for its account, its row and its column. */
final class Sealed {

    private Sealed() {}

    static byte[] seal(DataKey key, UUID account, UUID row, String column, String clear) {
        return bytes(key.sealText(account, row, column, clear));
    }

    static String open(DataKey key, UUID account, UUID row, String column, byte[] sealed) {
        return key.openText(account, row, column, ByteBuffer.wrap(sealed));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

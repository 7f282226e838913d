package io.waybill.flowengine.list.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.Hmacs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Entries of lists under the account's key, which can be destroyed: what they are found by is an
 * HMAC that is good for one list only, and what they hold is sealed for their place in it. A value
 * may be about a person too, so that it does not stand in clear on a ledger.
 */
public final class ListDigests {

    private static final String PURPOSE = "list";

    private ListDigests() {}

    /**
     * @param normal of a key
     */
    public static byte[] digest(DataKey accountKey, UUID listId, String normal) {
        return Hmacs.sha256(
                accountKey,
                PURPOSE,
                listId.toString().getBytes(StandardCharsets.UTF_8),
                normal.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer seal(DataKey accountKey, UUID listId, byte[] digest, String value) {
        return accountKey.sealText(listId, listId, field(digest), value);
    }

    public static String open(DataKey accountKey, UUID listId, byte[] digest, ByteBuffer sealed) {
        return accountKey.openText(listId, listId, field(digest), sealed);
    }

    private static String field(byte[] digest) {
        return "ListEntry.value/" + HexFormat.of().formatHex(digest);
    }
}

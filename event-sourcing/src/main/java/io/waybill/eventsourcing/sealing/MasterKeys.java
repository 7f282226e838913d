package io.waybill.eventsourcing.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of the installation, which wrap all data keys. The last line of the file wraps, all
 * lines unwrap: a rotation appends a line, and a line may go once nothing is wrapped by it any
 * more. The random nonces of AES-GCM bound a master key to some billion data keys. Safe for many
 * threads.
 */
public final class MasterKeys {

    private static final int CACHE_SIZE = 10_000;

    private final Map<String, MasterKey> keys;
    private final String current;
    private final Map<WrappedKey, DataKey> opened = new ConcurrentHashMap<>();

    private record MasterKey(byte[] wrapping, byte[] text) {
        static MasterKey of(byte[] secret) {
            if (secret.length != Aes.KEY_BYTES) {
                throw new IllegalArgumentException("A master key has 32 bytes.");
            }
            return new MasterKey(Hmacs.sha256(secret, "wrap"), Hmacs.sha256(secret, "text"));
        }

        @Override
        public String toString() {
            return "MasterKey[masked]";
        }
    }

    private MasterKeys(LinkedHashMap<String, MasterKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no master key.");
        }
        this.keys = Map.copyOf(keys);
        this.current = keys.lastEntry().getKey();
    }

    /**
     * Reads lines of {@code id base64key}; the last is the current one.
     *
     * @throws IllegalArgumentException when a line is not one; the message holds no key
     */
    public static MasterKeys load(Path file) {
        try {
            return of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the master keys in " + file, e);
        }
    }

    static MasterKeys of(List<String> lines) {
        LinkedHashMap<String, MasterKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String[] words = lines.get(i).strip().split("\\s+");
                if (words.length != 2 || !words[0].matches("[A-Za-z0-9._-]+")) {
                    throw new IllegalArgumentException(
                            "Line " + (i + 1) + " of the master keys is not 'id base64key'.");
                }
                if (keys.put(words[0], MasterKey.of(decode(words[1], i + 1))) != null) {
                    throw new IllegalArgumentException("Two master keys are named " + words[0]);
                }
            }
        }
        return new MasterKeys(keys);
    }

    private static byte[] decode(String base64, int line) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The cause would quote what stands there.
            throw new IllegalArgumentException("Line " + line + " of the master keys: no base64.");
        }
    }

    /** Whether what that key has wrapped can be opened here. */
    public boolean has(String id) {
        return keys.containsKey(id);
    }

    Set<String> ids() {
        return keys.keySet();
    }

    /** Wraps by the current master key. */
    public WrappedKey wrap(DataKey key) {
        byte[] wrapped = Aes.seal(key(current).wrapping(), associated(current), key.bytes());
        WrappedKey result = new WrappedKey(ByteBuffer.wrap(wrapped), current);
        remember(result, key);
        return result;
    }

    /**
     * Opens a data key with the master key that wrapped it.
     *
     * @throws MasterKeyMissing when that key is not there
     * @throws SealBroken when the bytes are not its work
     */
    public DataKey unwrap(WrappedKey wrapped) {
        DataKey known = opened.get(wrapped);
        if (known != null) {
            return known;
        }
        String id = wrapped.masterKeyId();
        byte[] bytes = Buffers.bytes(wrapped.bytes());
        DataKey key = DataKey.of(Aes.open(key(id).wrapping(), associated(id), bytes));
        remember(wrapped, key);
        return key;
    }

    String currentId() {
        return current;
    }

    byte[] textKey(String id) {
        return key(id).text();
    }

    private MasterKey key(String id) {
        MasterKey key = keys.get(id);
        if (key == null) {
            throw new MasterKeyMissing(id);
        }
        return key;
    }

    private static byte[] associated(String id) {
        return ("data-key|" + id).getBytes(StandardCharsets.UTF_8);
    }

    /** Emptied when full: unwrapping costs microseconds, an exact order of use is worth less. */
    private void remember(WrappedKey wrapped, DataKey key) {
        if (opened.size() >= CACHE_SIZE) {
            opened.clear();
        }
        opened.put(wrapped, key);
    }
}

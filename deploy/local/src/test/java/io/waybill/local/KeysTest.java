package io.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysTest {

    @TempDir Path directory;

    @Test
    void keys_are_generated_once_and_only_the_owner_reads_them() throws Exception {
        var keys = new Keys(directory.resolve("keys"));
        keys.ensure();
        var master = Files.readString(keys.masterKeys());
        var secret = Files.readString(keys.installationSecret());
        var password = keys.databasePassword("partner");

        new Keys(directory.resolve("keys")).ensure();

        assertThat(Files.readString(keys.masterKeys())).isEqualTo(master);
        assertThat(Files.readString(keys.installationSecret())).isEqualTo(secret);
        assertThat(keys.databasePassword("partner")).isEqualTo(password);
        assertThat(keys.databasePassword("feedback")).isNotEqualTo(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.masterKeys())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_master_key_and_the_secret_are_256_random_bits() throws Exception {
        var keys = new Keys(directory);
        keys.ensure();

        var line = Files.readString(keys.masterKeys()).strip().split(" ", 2);

        assertThat(line[0]).isEqualTo("master-1");
        assertThat(Base64.getDecoder().decode(line[1])).hasSize(32);
        var secret = Files.readString(keys.installationSecret()).strip();
        assertThat(Base64.getDecoder().decode(secret)).hasSize(32);
    }
}

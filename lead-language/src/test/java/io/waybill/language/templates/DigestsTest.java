package io.waybill.language.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTest {

    /** The test vectors of the algorithms' own documents. */
    @ParameterizedTest
    @CsvSource({
        "md4, a448017aaf21d8525fc10ae87aa6729d",
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "ripemd, 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
        "ripemd160, 8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
        "sha1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha224, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    })
    void abc_has_the_published_hash(String name, String hash) {
        assertThat(Digests.of(name, "abc", "hex")).isEqualTo(hash);
    }

    @Test
    void the_long_ones_are_there_too() {
        assertThat(Digests.of("sha384", "abc", "hex")).startsWith("cb00753f45a35e8b").hasSize(96);
        assertThat(Digests.of("sha512", "abc", "hex")).startsWith("ddaf35a193617aba").hasSize(128);
        assertThat(Digests.of("whirlpool", "abc", "hex"))
                .startsWith("4e2448a4c6f486bb")
                .hasSize(128);
    }

    @Test
    void text_is_hashed_in_utf_8_and_shown_in_three_encodings() {
        assertThat(Digests.of("md5", "é", "hex")).isEqualTo("66ddcd97cfdeabb2f6fb8a999b4bc76f");
        assertThat(Digests.of("md5", "abc", "base64")).isEqualTo("kAFQmDzST7DWlj99KOF/cg==");
        assertThat(Digests.of("md5", "abc", "latin1")).hasSize(16).startsWith("\u0090\u0001P");
    }
}

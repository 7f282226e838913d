package io.waybill.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of a test's own, and servers' certificates by it; made by the JDK's keytool. */
public final class Certificates {

    public static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes the authority. */
    public Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keys("authority", "CN=Test authority", "-ext", "bc:c", "-validity", "30");
        keytool("authority", "-exportcert", "-rfc", "-file", file("authority.pem"));
    }

    /** What a client has to believe. */
    public Path authority() {
        return folder.resolve("authority.pem");
    }

    /**
     * A key store of a server.
     *
     * @param names as keytool has them: {@code dns:localhost,ip:127.0.0.1}
     * @param start from when, as keytool has it: {@code -5d}
     */
    public Path server(String name, String names, String start, int days)
            throws IOException, InterruptedException {
        keys(name, "CN=" + name, "-validity", "30");
        keytool(name, "-certreq", "-file", file(name + ".csr"));
        keytool(
                "authority",
                "-gencert",
                "-rfc",
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".pem"),
                "-ext",
                "san=" + names,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days));
        Path chain = folder.resolve(name + "-chain.pem");
        Files.writeString(
                chain,
                Files.readString(folder.resolve(name + ".pem"))
                        + Files.readString(folder.resolve("authority.pem")));
        keytool(name, "-importcert", "-noprompt", "-file", chain.toString());
        return folder.resolve(name + ".p12");
    }

    private void keys(String name, String subject, String... more)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-groupname"));
        all.addAll(List.of("secp256r1", "-dname", subject));
        all.addAll(List.of(more));
        keytool(name, all.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", store, "-keystore", file(store + ".p12")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + command.get(1));
        }
    }
}

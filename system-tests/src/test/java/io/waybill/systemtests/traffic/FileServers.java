package io.waybill.systemtests.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Real SFTP and FTP servers on loopback, with one user and a folder for each. */
public final class FileServers implements AutoCloseable {
    public static final String USER = "vendor";
    public static final String PASSWORD = "a password for files";

    private final Path sftpFiles;
    private final Path ftpFiles;
    private final SshServer sftp;
    private final FtpServer ftp;
    private final int ftpPort;

    /**
     * @param folder in which the files come to lie
     */
    public FileServers(Path folder) {
        try {
            sftpFiles = Files.createDirectories(folder.resolve("sftp"));
            ftpFiles = Files.createDirectories(folder.resolve("ftp"));
            sftp = sftp(folder.resolve("host-key"));
            sftp.start();
            ftpPort = freePort();
            ftp = ftp();
            ftp.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FtpException e) {
            throw new IllegalStateException("The FTP server does not start", e);
        }
    }

    public int sftpPort() {
        return sftp.getPort();
    }

    public int ftpPort() {
        return ftpPort;
    }

    /** The fingerprint of the SFTP server's key, to pin it. */
    public String hostKey() {
        try {
            var keys = sftp.getKeyPairProvider().loadKeys(null).iterator();
            return KeyUtils.getFingerPrint(BuiltinDigests.sha256, keys.next().getPublic());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands in all files that came by SFTP. */
    public String bySftp() {
        return contents(sftpFiles);
    }

    /** What stands in all files that came by FTP. */
    public String byFtp() {
        return contents(ftpFiles);
    }

    private static String contents(Path folder) {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".csv")) {
                    all.append(Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private SshServer sftp(Path hostKey) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm(KeyUtils.RSA_ALGORITHM);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(sftpFiles));
        return server;
    }

    private FtpServer ftp() throws FtpException {
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(ftpPort);
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(ftpFiles.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        return factory.createServer();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        ftp.stop();
        try {
            sftp.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

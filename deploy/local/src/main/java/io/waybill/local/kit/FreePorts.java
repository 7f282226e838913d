package io.waybill.local.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that nobody listens on. They lie below the range from which systems
 * take ports for outgoing connections, so that none of those gets in between.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /** That many different free ports. */
    public static List<Integer> take(int count) {
        var found = new ArrayList<Integer>();
        var random = ThreadLocalRandom.current();
        for (int tries = 0; found.size() < count; tries++) {
            if (tries > 10_000) {
                throw new ServerFailed("No free port between " + LOWEST + " and " + HIGHEST);
            }
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!found.contains(port) && isFree(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    /** The first of {@code count} free ports in a row. */
    public static int takeBlock(int count) {
        var random = ThreadLocalRandom.current();
        for (int tries = 0; tries < 1_000; tries++) {
            int base = random.nextInt(LOWEST, HIGHEST - count);
            if (isBlockFree(base, count)) {
                return base;
            }
        }
        throw new ServerFailed("No " + count + " free ports in a row");
    }

    private static boolean isBlockFree(int base, int count) {
        for (int port = base; port < base + count; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether a server accepts connections on the port now. Does not get in the way of one. */
    public static boolean isServed(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}

package io.waybill.local;

import java.util.List;

/** The ports of one installation: a base, and a fixed distance for each process. */
public record Ports(int base) {

    /** How many ports in a row an installation takes, the demo's buyers included. */
    public static final int COUNT = 24;

    /** The services in the order of their ports. */
    public static final List<String> SERVICES =
            List.of("intake", "flow-engine", "delivery", "feedback", "partner", "reporting");

    /** The one service of which there can be several instances. */
    public static final String ENGINE = "flow-engine";

    public static final int MOST_ENGINES = 4;

    public Ports {
        if (base < 1 || base + COUNT > 65_536) {
            throw new IllegalArgumentException("Not a port base: " + base);
        }
    }

    public int edge() {
        return base;
    }

    public int service(String name) {
        int index = SERVICES.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("Not a service: " + name);
        }
        return base + 1 + index;
    }

    /** The port of an instance of {@link #ENGINE}, from 0. */
    public int engine(int instance) {
        if (instance < 0 || instance >= MOST_ENGINES) {
            throw new IllegalArgumentException("Not an instance: " + instance);
        }
        return instance == 0 ? service(ENGINE) : base + SERVICES.size() + instance;
    }

    int instance(Instance instance) {
        return instance.service().equals(ENGINE)
                ? engine(instance.number())
                : service(instance.service());
    }

    public int kafka() {
        return base + 10;
    }

    int kafkaController() {
        return base + 11;
    }

    public int postgres() {
        return base + 12;
    }

    public int registry() {
        return base + 13;
    }

    int registryManagement() {
        return base + 14;
    }

    public int smtp() {
        return base + 15;
    }

    public int mailPage() {
        return base + 16;
    }

    /** The port of one of the demo's buyers, from 0. */
    public int buyer(int index) {
        return base + 17 + index;
    }

    /** Where the demo's buyers take leads by HTTP in every format. */
    public int ways() {
        return base + 21;
    }

    public int sftp() {
        return base + 22;
    }

    public int ftp() {
        return base + 23;
    }
}

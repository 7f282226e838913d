package io.waybill.local;

import java.nio.file.Path;

/** Where everything of one installation is kept. All of it survives a restart. */
public record Layout(Path home) {

    public Layout {
        home = home.toAbsolutePath().normalize();
    }

    Path kafka() {
        return home.resolve("kafka");
    }

    Path postgres() {
        return home.resolve("postgres");
    }

    Path registry() {
        return home.resolve("registry");
    }

    Path state(String process) {
        return home.resolve("state").resolve(process);
    }

    public Path keys() {
        return home.resolve("keys");
    }

    public Path log(String process) {
        return home.resolve("logs").resolve(process + ".log");
    }

    Path runFile() {
        return home.resolve("run.json");
    }

    Path lock() {
        return home.resolve("lock");
    }

    /** Where the demo's buyers write what they received. */
    public Path buyers() {
        return home.resolve("buyers");
    }
}

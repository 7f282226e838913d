package io.waybill.delivery;

import io.waybill.servicekit.testing.RealServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that plays the engine: a desk for each test, where it asks for deliveries. */
abstract class AtTheDesk {

    @SuppressWarnings("NullAway.Init") // filled in before each test
    RealServers servers;

    @SuppressWarnings("NullAway.Init")
    Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(servers);
    }

    @AfterEach
    void close() throws InterruptedException {
        desk.close();
    }
}

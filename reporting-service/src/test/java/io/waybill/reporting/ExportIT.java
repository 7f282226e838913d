package io.waybill.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waybill.reporting.export.ExportTurns;
import io.waybill.reporting.export.FieldColumns;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may export at once, and how wide an export becomes. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "reporting"))
class ExportIT {

    private static final String EXPORT = "/api/exports/leads.csv";
    private static final String EMPTY = EXPORT + "?outcome=error";

    @SuppressWarnings("NullAway.Init") // set by the test resource before any method runs
    RealServers servers;

    @Inject DataSource database;

    @Inject ExportTurns turns;

    private Installation installation;
    private TestAccount seller;

    @SuppressWarnings("NullAway.Init") // the field above
    @BeforeEach
    void an_account() {
        installation = new Installation(servers, database);
        seller = Installation.newAccount();
    }

    @Test
    void an_account_exports_twice_at_once_and_others_are_not_stopped() {
        try (ExportTurns.Turn _ = turns.take(seller.id()).orElseThrow()) {
            installation.get(seller, EMPTY).statusCode(200);
            try (ExportTurns.Turn _ = turns.take(seller.id()).orElseThrow()) {
                assertBusy();
                given().header("Authorization", seller.bearer()).head(EMPTY).then().statusCode(200);
                installation.get(Installation.newAccount(), EMPTY).statusCode(200);
            }
        }
        installation.get(seller, EMPTY).statusCode(200);
    }

    @Test
    void who_stops_reading_is_hung_up_on() throws IOException {
        ScriptedLedger ledger = installation.ledgerOf(seller);
        for (int i = 0; i < 60; i++) {
            ledger.lead("web", false).saying("comments", "long ".repeat(40_000)).received();
        }
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        try (Socket one = stalled();
                Socket other = stalled()) {
            assertThat(List.of(one, other)).allMatch(Socket::isConnected);
            Awaitility.await("both exports run").atMost(Installation.LIMIT).until(this::isBusy);
            assertBusy();

            Awaitility.await("both exports are ended")
                    .atMost(Installation.LIMIT)
                    .until(() -> !isBusy());
        }
    }

    @Test
    void fields_beyond_the_columns_stand_in_the_last_one() {
        ScriptedLedger ledger = installation.ledgerOf(seller);
        for (int lead = 0; lead < 2; lead++) {
            ScriptedLead next = ledger.lead("web", false);
            for (int field = 0; field < 300; field++) {
                next.saying("made_up_%d_%03d".formatted(lead, field), "=v" + field);
            }
            next.received();
        }
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        List<String> lines = installation.export(seller, "").lines().toList();

        List<String> header = Arrays.asList(lines.getFirst().split(","));
        assertThat(header.stream().filter(name -> name.startsWith("lead.")))
                .hasSize(FieldColumns.MOST)
                .startsWith("lead.comments", "lead.email")
                .endsWith("lead.made_up_1_192")
                .contains("lead.made_up_0_000");
        assertThat(header.getLast()).isEqualTo("other");
        assertThat(lines.get(1)).contains(",'=v299,").endsWith(",");
        assertThat(lines.get(2))
                .contains("\"{\"\"made_up_1_193\"\":\"\"=v193\"\"")
                .endsWith("\"\"made_up_1_299\"\":\"\"=v299\"\"}\"");
        assertThat(installation.export(seller, "")).isEqualTo(installation.export(seller, ""));
    }

    private void assertBusy() {
        installation
                .get(seller, EMPTY)
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "30")
                .body("code", equalTo("reporting.exports-busy"));
    }

    private boolean isBusy() {
        return given().header("Authorization", seller.bearer()).get(EMPTY).statusCode() == 503;
    }

    /** Asks for everything and reads nothing of it. */
    private Socket stalled() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
        String request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n"
                        .formatted(EXPORT, seller.bearer());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}

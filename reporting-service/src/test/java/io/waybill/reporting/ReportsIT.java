package io.waybill.reporting;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account reads in its outcome reports; each record of the ledger was written twice. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "reporting"))
class ReportsIT {

    @SuppressWarnings("NullAway.Init") // set by the test resource before any method runs
    RealServers servers;

    @Inject DataSource database;

    private Installation installation;
    private TestAccount seller;
    private ScriptedLedger ledger;

    @SuppressWarnings("NullAway.Init") // the field above
    @BeforeEach
    void a_ledger_with_everything() {
        installation = new Installation(servers, database);
        seller = Installation.newAccount();
        ledger = installation.ledgerOf(seller).everything();
        ledger.sold("web").erased();
        installation.publish(ledger.records(), 2);
        installation.awaitEvents(ledger);
    }

    @Test
    void a_report_by_source_counts_without_tests() {
        installation
                .get(seller, "/api/reports/outcomes?by=source")
                .statusCode(200)
                .body("currency", equalTo("USD"))
                .body("zone", equalTo("America/New_York"))
                .body("items", hasSize(2))
                .body(rowOf("Web form", "total"), equalTo(6))
                .body(rowOf("Web form", "success"), equalTo(4))
                .body(rowOf("Web form", "error"), equalTo(1))
                .body(rowOf("Web form", "pending"), equalTo(1))
                .body(rowOf("Web form", "returns"), equalTo(1))
                .body(rowOf("Web form", "conversions"), equalTo(1))
                .body(rowOf("Web form", "revenue"), equalTo("50.0000"))
                .body(rowOf("Web form", "cost"), equalTo("16.0000"))
                .body(rowOf("Web form", "margin"), equalTo("34.0000"))
                .body(rowOf("=Call centre", "failure"), equalTo(2));
    }

    @Test
    void what_returns_took_back_is_told_beside_what_was_earned() {
        ledger.sold("web").delivery.returned(Outcome.SUCCESS);
        ledger.sold("web").delivery.returned(Outcome.FAILURE);
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        installation
                .get(seller, "/api/reports/outcomes?by=source")
                .statusCode(200)
                .body(rowOf("Web form", "returns"), equalTo(2))
                .body(rowOf("Web form", "revenue"), equalTo("75.0000"))
                .body(rowOf("Web form", "revenue_reversed"), equalTo("12.5000"))
                .body(rowOf("Web form", "cost"), equalTo("24.0000"))
                .body(rowOf("Web form", "cost_reversed"), equalTo("4.0000"))
                .body(rowOf("Web form", "margin"), equalTo("42.5000"));
        installation
                .get(seller, "/api/reports/outcomes?by=recipient")
                .statusCode(200)
                .body("items[0].revenue_reversed", equalTo("12.5000"))
                .body("items[0].cost_reversed", nullValue());
        installation
                .get(seller, "/api/usage")
                .statusCode(200)
                .body("feedback.received", equalTo(4))
                .body("feedback.sent", equalTo(2));
        installation
                .get(seller, "/api/usage?to=2000-01-01T00:00:00Z")
                .statusCode(200)
                .body("feedback.received", equalTo(0));
    }

    @Test
    void a_lead_that_ran_again_is_counted_once_with_what_it_came_to() {
        ScriptedLead refused = refused(ledger.lead("phone", false));
        ledger.lead("phone", false)
                .runOf(refused)
                .received()
                .accepted()
                .requested()
                .settled(Outcome.SUCCESS, true)
                .completed(Outcome.SUCCESS, null, null)
                .closed();
        refused(ledger.lead("web", false).runOf(ledger.sold("web")));
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        installation
                .get(seller, "/api/reports/outcomes?by=source")
                .body(rowOf("=Call centre", "total"), equalTo(3))
                .body(rowOf("=Call centre", "success"), equalTo(1))
                .body(rowOf("=Call centre", "failure"), equalTo(2))
                .body(rowOf("=Call centre", "revenue"), equalTo("12.5000"))
                .body(rowOf("=Call centre", "cost"), equalTo("4.0000"))
                .body(rowOf("Web form", "total"), equalTo(7))
                .body(rowOf("Web form", "success"), equalTo(5))
                .body(rowOf("Web form", "failure"), equalTo(0));
        installation
                .get(seller, "/api/reports/outcomes?by=source&outcome=failure")
                .body(rowOf("=Call centre", "total"), equalTo(2));
    }

    private static ScriptedLead refused(ScriptedLead lead) {
        return lead.received()
                .refused("State must not be FL")
                .completed(Outcome.FAILURE, "acceptance", "State must not be FL")
                .closed();
    }

    @Test
    void a_report_counts_tests_when_asked() {
        installation
                .get(seller, "/api/reports/outcomes?by=source&tests=true")
                .body(rowOf("Web form", "total"), equalTo(7));
    }

    @Test
    void a_report_by_recipient_counts_hand_overs() {
        installation
                .get(seller, "/api/reports/outcomes?by=recipient")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].recipient.name", equalTo("Buyer A"))
                .body("items[0].total", equalTo(6))
                .body("items[0].success", equalTo(4))
                .body("items[0].error", equalTo(1))
                .body("items[0].pending", equalTo(1))
                .body("items[0].returns", equalTo(1))
                .body("items[0].revenue", equalTo("50.0000"))
                .body("items[0].cost", nullValue());
    }

    @Test
    void what_became_known_of_a_sale_goes_before_what_it_settled_as() {
        TestAccount other = Installation.newAccount();
        ScriptedLedger later = installation.ledgerOf(other);
        later.uncertain("web");
        later.uncertain("web").reconciled(Outcome.SUCCESS, new BigDecimal("9.0000"));
        later.uncertain("web").reconciled(Outcome.SUCCESS, null);
        later.uncertain("web").reconciled(Outcome.FAILURE, BigDecimal.ZERO.setScale(4));
        installation.publish(later.records(), 2);
        installation.awaitEvents(later);

        installation
                .get(other, "/api/reports/outcomes?by=recipient")
                .statusCode(200)
                .body("items[0].total", equalTo(4))
                .body("items[0].success", equalTo(2))
                .body("items[0].failure", equalTo(1))
                .body("items[0].error", equalTo(1))
                .body("items[0].revenue", equalTo("21.5000"));
    }

    @Test
    void a_report_by_hour_begins_hours_in_the_zone() {
        installation
                .get(seller, "/api/reports/outcomes?by=hour&zone=Asia/Kolkata")
                .statusCode(200)
                .body(
                        "items.hour",
                        contains(
                                "2026-03-08T06:30:00Z",
                                "2026-03-08T07:30:00Z",
                                "2026-03-08T08:30:00Z",
                                "2026-03-08T09:30:00Z"))
                .body("items.total", contains(2, 3, 2, 1));
        installation.get(seller, "/api/reports/outcomes?by=week").statusCode(400);
        installation.get(seller, "/api/reports/outcomes?by=hour&zone=Mars").statusCode(400);
    }

    private static String rowOf(String source, String path) {
        return "items.find { it.source.name == '%s' }.%s".formatted(source, path);
    }
}

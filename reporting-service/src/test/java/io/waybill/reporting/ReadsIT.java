package io.waybill.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account reads of its own leads; each record of the ledger was written twice. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "reporting"))
class ReadsIT {

    private static final int LEADS = 9;

    @SuppressWarnings("NullAway.Init") // set by the test resource before any method runs
    RealServers servers;

    @Inject DataSource database;

    private Installation installation;
    private TestAccount seller;
    private ScriptedLedger ledger;
    private ScriptedLead erased;

    @SuppressWarnings("NullAway.Init") // the field above
    @BeforeEach
    void a_ledger_with_everything() {
        installation = new Installation(servers, database);
        seller = Installation.newAccount();
        ledger = installation.ledgerOf(seller).everything();
        erased = ledger.sold("web").erased();
        installation.publish(ledger.records(), 2);
        installation.awaitEvents(ledger);
    }

    @Test
    void leads_are_listed_newest_first_and_page_by_page() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            ValidatableResponse page =
                    installation.get(seller, "/api/leads?limit=4" + cursor).statusCode(200);
            ids.addAll(page.extract().path("items.id"));
            String next = page.extract().path("next");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertThat(ids).hasSize(LEADS).doesNotHaveDuplicates();
        assertThat(ids).first().isEqualTo(erased.id().toString());
    }

    @Test
    void filters_choose_leads() {
        installation.get(seller, "/api/leads?outcome=failure").body("items", hasSize(2));
        installation.get(seller, "/api/leads?outcome=pending").body("items", hasSize(1));
        installation.get(seller, "/api/leads?state=TX").body("items", hasSize(LEADS - 1));
        installation.get(seller, "/api/leads?state=FL").body("items", empty());
        installation
                .get(seller, "/api/leads?source=" + ledger.source("phone"))
                .body("items", hasSize(2))
                .body("items.source.name", everyItem(equalTo("=Call centre")));
        installation.get(seller, "/api/leads?to=2026-03-08T06:51:00Z").body("items", hasSize(1));
        installation
                .get(seller, "/api/leads?from=2026-03-08T06:51:00Z&tests=false")
                .body("items", hasSize(LEADS - 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=maybe",
                "from=yesterday",
                "flow=1",
                "limit=0",
                "limit=201",
                "cursor=nonsense",
                "cursor=KzMwMDAwMC0wMS0wMVQwMDowMDowMFofMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw",
                "state=%00",
                "to=%2B300000-01-01T00:00:00Z"
            })
    void a_filter_that_cannot_be_read_is_named(String query) {
        given().urlEncodingEnabled(false)
                .header("Authorization", seller.bearer())
                .get("/api/leads?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("request.invalid"))
                .body("errors.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void a_lead_tells_its_life() {
        String id = idOf("outcome=success&source=" + ledger.source("web"), 1);
        installation
                .get(seller, "/api/leads/" + id)
                .statusCode(200)
                .body("lead.flow.name", equalTo("Solar"))
                .body("lead.price", equalTo("4.0000"))
                .body("lead.revenue", equalTo("12.5000"))
                .body("lead.state", equalTo("TX"))
                .body("lead.postal_prefix", equalTo("787"))
                .body("lead.phone_area", equalTo("512"))
                .body("lead.mail_domain", equalTo("example.org"))
                .body("fields.email", equalTo("ada@example.org"))
                .body("deliveries", hasSize(1))
                .body("deliveries[0].step.name", equalTo("Buyer A"))
                .body("timeline[0].text", equalTo("Received"))
                .body("timeline.text", hasItem("Buyer A settled as success: settled so"))
                .body("timeline.opened.request.method", hasItem("POST"))
                .body("timeline.opened.reference", hasItem("ref-1"))
                .body("timeline[-1].text", equalTo("Closed"));
    }

    @Test
    void an_erased_person_is_gone_and_the_money_stays() {
        installation
                .get(seller, "/api/leads/" + erased.id())
                .statusCode(200)
                .body("lead.erased_at", startsWith("2026-03-08"))
                .body("lead.revenue", equalTo("12.5000"))
                .body("lead.state", nullValue())
                .body("fields", nullValue())
                .body("timeline.reason", everyItem(nullValue()));
    }

    @Test
    void events_are_listed_and_chosen() {
        installation
                .get(seller, "/api/events?type=feedback_received")
                .statusCode(200)
                .body("items", hasSize(2))
                .body(
                        "items.text",
                        contains(
                                "Buyer A sent feedback: return: Wrong number",
                                "Buyer A sent feedback: conversion: Bought it"));
        installation
                .get(
                        seller,
                        "/api/events?recipient=" + ScriptedLedger.BUYER + "&outcome=unanswered")
                .body("items", hasSize(1))
                .body("items[0].type", equalTo("attempt_ended"));
        installation
                .get(seller, "/api/events?step=" + ScriptedLedger.FILTER + "&type=filter_stopped")
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("State must not be TX"));
        installation.get(seller, "/api/events?type=nothing").statusCode(400);
    }

    @Test
    void the_export_has_a_row_for_each_lead_and_no_formula() {
        List<String> lines = installation.export(seller, "?tests=true").lines().toList();

        assertThat(lines).hasSize(1 + LEADS);
        assertThat(lines.getFirst())
                .startsWith(
                        "lead_id,received_at,completed_at,flow_id,flow,source_id,source,outcome")
                .endsWith(
                        "events,lead.comments,lead.email,lead.first_name,lead.last_name,lead.phone_1,lead.postal_code,lead.state");
        assertThat(lines.get(1))
                .contains("ada@example.org", "Buyer A sent feedback: conversion: Bought it")
                .contains("'=HYPERLINK");
        assertThat(lines.getLast()).doesNotContain("ada@example.org");
        assertThat(installation.export(seller, "?source=" + ledger.source("phone")))
                .contains(",'=Call centre,");
    }

    @Test
    void the_reply_is_given_again_to_who_knows_the_ids() {
        String id = idOf("outcome=failure&source=" + ledger.source("phone"), 0);
        String path = "/flows/%s/sources/%s/leads/%s";

        given().get(path.formatted(ledger.flow(), ledger.source("phone"), id))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("outcome", equalTo("failure"))
                .body("reason", equalTo("State must not be TX"))
                .body("lead.id", equalTo(id))
                .body("price", equalTo(0));
        given().accept("application/xml")
                .get(path.formatted(ledger.flow(), ledger.source("phone"), id))
                .then()
                .statusCode(200)
                .contentType(startsWith("application/xml"))
                .body("result.outcome", equalTo("failure"));
        given().get(path.formatted(ledger.flow(), ledger.source("web"), id))
                .then()
                .statusCode(404)
                .body("message", equalTo("Lead not found"));
        given().get(path.formatted(ledger.flow(), "x", id)).then().statusCode(404);
    }

    @Test
    void the_id_of_a_call_that_repeated_a_lead_gives_that_leads_reply() {
        ScriptedLead lead = ledger.sold("web");
        UUID call = lead.repeated();
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        given().get(
                        "/flows/%s/sources/%s/leads/%s"
                                .formatted(ledger.flow(), ledger.source("web"), call))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("success"))
                .body("lead.id", equalTo(lead.id().toString()));
        installation
                .get(seller, "/api/leads/" + lead.id())
                .body("timeline.text", hasItem("Its source sent it again"));
    }

    @Test
    void a_pending_reply_is_202() {
        String id = idOf("outcome=pending", 0);
        given().get(
                        "/flows/%s/sources/%s/leads/%s"
                                .formatted(ledger.flow(), ledger.source("web"), id))
                .then()
                .statusCode(202)
                .body("outcome", equalTo("pending"))
                .body("lead.id", equalTo(id));
    }

    @Test
    void another_account_sees_nothing() {
        TestAccount other = Installation.newAccount();

        installation.get(other, "/api/leads").statusCode(200).body("items", empty());
        installation.get(other, "/api/leads?flow=" + ledger.flow()).body("items", empty());
        installation.get(other, "/api/leads/" + erased.id()).statusCode(404);
        installation.get(other, "/api/leads/" + UUID.randomUUID()).statusCode(404);
        installation.get(other, "/api/events?lead=" + erased.id()).body("items", empty());
        for (String by : List.of("source", "recipient", "hour")) {
            installation
                    .get(other, "/api/reports/outcomes?tests=true&by=" + by)
                    .statusCode(200)
                    .body("items", empty());
        }
        assertThat(installation.export(other, "").lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/leads",
                "/api/events",
                "/api/reports/outcomes",
                "/api/exports/leads.csv"
            })
    void a_stranger_sees_401(String path) {
        given().get(path).then().statusCode(401).body("code", equalTo("request.not-authenticated"));
    }

    private String idOf(String query, int place) {
        return installation
                .get(seller, "/api/leads?" + query)
                .statusCode(200)
                .extract()
                .path("items[" + place + "].id");
    }
}

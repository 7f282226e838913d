package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Mails;
import io.waybill.systemtests.traffic.Seller;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A seller and its partners find each other, by real mail, and leads go: for every kind of account
 * that a partner may have, and for every way in which it ends.
 */
@ExtendWith(Installed.class)
final class PartnersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SELLER = "roe-media";
    private static final String PASSWORD = "correct horse battery";
    private static final String TAKEN =
            """
            {"outcome":"success","price":12.5}\
            """;

    private static final Buyer SYSTEM =
            new Buyer((n, body) -> new Reply(200, TAKEN, Duration.ZERO));
    private static Seller seller;
    private static Mails mails;

    @BeforeAll
    static void a_seller_pays(House house) {
        seller = Seller.signUp(house.stranger(), SELLER);
        mails = new Mails(house.installation().mailPage());
    }

    @AfterAll
    static void system_closes() {
        SYSTEM.close();
    }

    @Test
    void who_has_no_account_opens_one_by_the_link_and_gets_leads(House house) {
        String email = newEmail();
        Deal deal = Deal.offer(house, seller, email);
        Http.Answer early = deal.enable();
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.body()).contains("before its partner has accepted");

        Http buyer = signedUp(house.stranger(), email, mails.invitation(email));

        mails.await(seller.email(), "Bea's Bank has accepted");
        assertThat(deal.state(seller.api())).isEqualTo("accepted");
        addDestination(buyer);
        deal.awaitState(seller.api(), "configured");
        mails.await(seller.email(), "Bea's Bank is ready");
        leadsGo(deal, buyer);
    }

    @Test
    void an_account_without_the_product_gets_it_with_the_acceptance(House house) {
        String email = newEmail();
        Deal deal = Deal.offer(house, seller, email);
        Http buyer = opened(house.stranger(), newEmail());
        plan(buyer, "none");

        accept(buyer, Map.of("token", mails.invitation(email)));

        String plan = buyer.get("/api/accounts/current/subscription").json().path("plan").asText();
        assertThat(plan).isEqualTo("free");
        addDestination(buyer);
        leadsGo(deal, buyer);
    }

    @Test
    void a_free_account_is_connected_to_its_destination_at_once(House house) {
        Http buyer = opened(house.stranger(), newEmail());
        addDestination(buyer);
        String email = newEmail();
        Deal deal = Deal.offer(house, seller, email);

        accept(buyer, Map.of("token", mails.invitation(email)));

        leadsGo(deal, buyer);
        disconnects(deal);
    }

    private static void leadsGo(Deal deal, Http buyer) {
        deal.awaitState(buyer, "configured");
        deal.enableAfterAcceptance();
        Deal.Told taken = deal.awaitTold("CA", "settled as success", "12.5");
        assertThat(taken.answer().path("outcome").asText()).isEqualTo("success");
        assertThat(taken.answer().path("price").asText()).isEqualTo("5");
        assertThat(taken.lead()).contains(accountOf(buyer)).doesNotContain(SYSTEM.url());
        assertThat(SYSTEM.bodies().values()).isNotEmpty().allSatisfy(PartnersIT::isShared);
        List.of("/api/leads", "/api/events", "/api/deliveries", "/api/connections")
                .forEach(path -> isShared(buyer.get(path).body()));
    }

    private static void isShared(String text) {
        assertThat(text).doesNotContain(Deal.UNSHARED);
    }

    private static void disconnects(Deal deal) {
        Http.Answer ended =
                seller.api().post("/api/connections/" + deal.connection() + "/end", Map.of());
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        deal.awaitTold("CA", "Invalid Buyer Account", "Remove the step");
    }

    @Test
    void a_paying_account_takes_the_leads_into_a_flow_whose_outcome_is_the_steps(House house) {
        Seller bank = Seller.signUp(house.stranger(), "bank");
        Seller.LiveFlow buying =
                bank.deploy(
                        Seller.draft(
                                "Buying", List.of(Seller.recipient("CRM", SYSTEM.url(), "20.00"))));
        String email = newEmail();
        Deal deal = Deal.offer(house, seller, email);

        accept(bank.api(), Map.of("token", mails.invitation(email), "flow_id", buying.id()));

        deal.awaitState(seller.api(), "configured");
        deal.enableAfterAcceptance();
        await("the seller is a source of the buyer's flow")
                .atMost(LIMIT)
                .until(() ->
                        bank.api()
                                .get("/api/flows/" + buying.id())
                                .json()
                                .at("/draft/sources")
                                .findValuesAsText("name")
                                .contains(SELLER));
        Deal.Told taken = deal.awaitTold("CA", "settled as success", "5.00", "leads to bank");
        assertThat(taken.lead()).contains(bank.accountId()).doesNotContain(buying.id());
        deal.awaitTold("FL", "settled as failure", "Not in Florida: Zoe");
        isKnownOnlyAsFarAsShared(bank);
    }

    /** In all that the buyer can read, and in what its own buyer received. */
    private static void isKnownOnlyAsFarAsShared(Seller bank) {
        await("the buyer reads its leads")
                .atMost(LIMIT)
                .until(() -> bank.api().get("/api/leads").json().path("items").size() >= 1);
        for (JsonNode lead : bank.api().get("/api/leads").json().path("items")) {
            String id = lead.path("id").asText();
            String whole = bank.api().get("/api/leads/" + id).body();
            assertThat(whole).contains("Zoe");
            isShared(whole);
            for (JsonNode delivery :
                    bank.api().get("/api/deliveries?lead_id=" + id).json().path("items")) {
                isShared(bank.api().get("/api/deliveries/" + delivery.path("id").asText()).body());
            }
        }
        isShared(bank.api().get("/api/exports/leads.csv").body());
        assertThat(SYSTEM.bodies().values()).allSatisfy(PartnersIT::isShared);
    }

    @Test
    void a_step_whose_invitation_is_declined_or_taken_back_goes_by_itself(House house) {
        String email = newEmail();
        Deal declined = Deal.offer(house, seller, email);
        Deal revoked = Deal.offer(house, seller, newEmail());

        Http.Answer answer =
                house.stranger()
                        .post(
                                "/api/invitations/link/decline",
                                Map.of("token", mails.invitation(email), "reason", "no need"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        Http.Answer taken =
                seller.api().post("/api/invitations/" + revoked.invitation() + "/revoke", Map.of());
        assertThat(taken.status()).as(taken.body()).isEqualTo(204);

        declined.awaitNoStep();
        assertThat(declined.flow().path("version").asInt()).isEqualTo(2);
        assertThat(declined.history()).contains("the invitation was declined");
        revoked.awaitNoStep();
        assertThat(revoked.flow().path("version").asInt()).isEqualTo(2);
        assertThat(mails.await(seller.email(), "has declined")).contains("no need");
    }

    private static String newEmail() {
        return "bea." + UUID.randomUUID() + "@example.com";
    }

    private static Http signedUp(Http stranger, String email, String token) {
        Http.Answer opened =
                stranger.post(
                        "/api/invitations/link/sign-up",
                        Map.of("token", token, "name", "Bea's Bank", "password", PASSWORD));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return signedIn(stranger, email);
    }

    /** Who only buys, and pays nothing. */
    private static Http opened(Http stranger, String email) {
        Map<String, Object> application = new HashMap<>();
        application.put("name", "Free Bank");
        application.put("email", email);
        application.put("password", PASSWORD);
        application.put("sells", false);
        application.put("buys", true);
        application.put("currency", "USD");
        application.put("zone", "America/New_York");
        Http.Answer opened = stranger.post("/api/accounts", application);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return signedIn(stranger, email);
    }

    private static Http signedIn(Http stranger, String email) {
        JsonNode session =
                stranger.post("/api/sessions", Map.of("email", email, "password", PASSWORD)).json();
        Http buyer = stranger.as(session.get("token").asText());
        await("delivery knows the new account")
                .atMost(LIMIT)
                .until(() -> buyer.get("/api/destinations").status() == 200);
        return buyer;
    }

    private static void plan(Http account, String plan) {
        Http.Answer changed =
                account.send(
                        "PUT",
                        "/api/accounts/current/subscription",
                        Map.of("plan", plan),
                        Map.of());
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private static void accept(Http buyer, Map<String, Object> acceptance) {
        Http.Answer accepted = buyer.post("/api/invitations/link/accept", acceptance);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    }

    private static String accountOf(Http buyer) {
        return buyer.get("/api/accounts/current").json().path("id").asText();
    }

    /** The destination asks for more than it is given. */
    private static void addDestination(Http buyer) {
        Http.Answer destination =
                buyer.post(
                        "/api/destinations",
                        Map.of(
                                "name",
                                "CRM",
                                "settings",
                                Map.of(
                                        "format", "json",
                                        "url", SYSTEM.url(),
                                        "json_property.first_name", "{{lead.first_name}}",
                                        "json_property.last_name", "{{lead.last_name}}",
                                        "json_property.phone", "{{lead.phone_1}}",
                                        "json_property.email", "{{lead.email}}",
                                        "price_path", "price",
                                        "outcome_search_path", "outcome",
                                        "outcome_search_term", "success")));
        assertThat(destination.status()).as(destination.body()).isEqualTo(201);
    }
}
